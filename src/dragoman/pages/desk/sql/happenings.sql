-- name: told
-- The telling that counts stands for its happening.
SELECT e.n, e.tellings, e.reports, e.sources FROM {events} e WHERE {where} AND e.counted
ORDER BY e.sources DESC, e.reports DESC, e.tellings DESC, e.day DESC, e.n LIMIT $limit

-- name: of
SELECT event, report, first FROM happenings WHERE happening = $happening ORDER BY first DESC, event LIMIT $limit
