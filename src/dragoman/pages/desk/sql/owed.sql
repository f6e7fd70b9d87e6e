-- name: reports
SELECT report FROM dues_by_day
WHERE due >= $since::DATE AND due <= $until::DATE AND (day IS NULL OR day <= $on::DATE) AND {fill}
GROUP BY report ORDER BY any_value(day) DESC NULLS LAST, report LIMIT $limit

-- name: party
(contains(parties, chr(9) || {0} || chr(9)) OR contains(parties, chr(9) || {0} || '/'))
