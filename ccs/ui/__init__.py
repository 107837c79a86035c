"""The design system: form fields, components, navigation, words for times, and the plain pages."""
