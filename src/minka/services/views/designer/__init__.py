"""The designer's pages: a service is built in the browser, without code and without scripts."""
