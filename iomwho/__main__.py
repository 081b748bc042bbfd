"""`python -m iomwho`."""

from iomwho.cli import main

main()
