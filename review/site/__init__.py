"""What all pages share: settings, addresses, roles, the frame around each page and its words."""
