"""What people are told: kinds of notices, the inbox of each person, what each wants to be told."""
