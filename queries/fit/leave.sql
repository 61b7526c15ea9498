-- One row per MVP and day on leave, as seen on D, with the share of the day.
-- key: mvp_id, day
select seen_leave.mvp_id, seen_leave.day, seen_leave.share::double as share,
from seen_leave
order by seen_leave.mvp_id, seen_leave.day
