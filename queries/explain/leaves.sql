-- One row per leave of an explained MVP, as seen on $day (docs/rules.md section 16); a leave of
-- everybody has a row for each.
-- key: mvp_id, of_everybody, from_on
select
    explained.mvp_id,
    leaves.mvp_id != explained.mvp_id as of_everybody,
    leaves.* exclude (mvp_id, cancelled_on),
    if(leaves.cancelled_on <= $day, leaves.cancelled_on, null) as cancelled_on,
from leaves
join explained on leaves.mvp_id in (explained.mvp_id, '*')
where coalesce(leaves.agreed_on, leaves.from_on) <= $day
order by mvp_id, from_on, of_everybody
