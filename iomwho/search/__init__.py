"""Which unit handles this? Query analysis, index, matching, ranking, confidence, explanation."""
