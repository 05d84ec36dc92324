"""First run and settings: the same forms, once as a wizard and once as pages."""
