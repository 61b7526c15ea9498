-- One row per MVP, track and day up to D with an event of the forecast (docs/forecast.md).
-- key: mvp_id, track, day
select activity.mvp_id, activity.track, activity.day, activity.events,
from activity
join dates on activity.day <= dates.as_of
order by activity.mvp_id, activity.track, activity.day
