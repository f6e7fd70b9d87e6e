-- The reports as lists name them, in the order of their days.
SELECT r.id, r.day, r.publisher, r.title, p.original, coalesce(e.events, 0)::INTEGER AS events
FROM (SELECT id, day, publisher, title FROM reports WHERE {ids}) AS r
LEFT JOIN (SELECT report, any_value(original) AS original FROM reprints GROUP BY report) AS p ON p.report = r.id
LEFT JOIN (SELECT report, count(*) AS events FROM events WHERE {reports} GROUP BY report) AS e ON e.report = r.id
ORDER BY r.day, r.publisher, r.id
