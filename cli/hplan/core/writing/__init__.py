"""Plan files: new ones, and data as YAML."""
