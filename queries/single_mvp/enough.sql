-- One row per MVP and track: the last day of the year by which no more is expected than what is
-- done up to D (docs/rules.md section 2).
-- key: mvp_id, track
select expected_by_day.mvp_id, expected_by_day.track, max(expected_by_day.due_on) as enough_until,
from expected_by_day
join progress using (mvp_id, track)
where expected_by_day.expected <= progress.done
group by all
