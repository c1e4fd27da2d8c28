"""The build: policies made in their own workers, into a tree that takes the old one's place."""
