"""Who answers the many questions of one sweep: this process, or a cluster of others."""
