"""What the description cannot say: a cursor is only what the page before gave, so none is invented."""

import schemathesis


@schemathesis.hook
def map_query(ctx, query):
    if query:
        query.pop("cursor", None)
    return query
