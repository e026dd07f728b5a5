"""YAML files as strategies and plans, with everything that is wrong in them and where."""
