"""What a site says of the law that its cases are counted with: hours of its front desk, days off, distances."""
