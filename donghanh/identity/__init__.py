"""Identity: the User row alone, so that lower apps can refer to it."""
