-- Behind sides_by_day.sql: what counts between two states on opposite sides, either way; an event of two upon each other is
-- one. {events}: which events, as a condition on `e.id`.
SELECT DISTINCT
    e.n, e.day, least(s.state, t.state) AS a, greatest(s.state, t.state) AS b, e.type, e.quad, e.score
FROM events_by_day AS e
JOIN sides_by_day AS s ON s.n = e.n AND s.part = 'actor'
JOIN sides_by_day AS t ON t.n = e.n AND t.part = 'recipient' AND t.state <> s.state
WHERE e.counted AND {events}
ORDER BY e.n, a, b
