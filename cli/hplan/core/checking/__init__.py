"""Rules over plans: one, or all of a workspace; what is silenced, and what can be mended."""
