"""The agent-based model: people, companies, and the rules by which they see, feel, write, follow and leave."""
