"""From YAML files to a checked `Dataset`. The only package that knows YAML."""
