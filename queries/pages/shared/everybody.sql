-- One row per MVP in the data, also before they enter and after they left: who it is. Those who
-- share a name have the team beside it in distinct_name, and the id if the team is the same too
-- (needs_id).
-- key: mvp_id
with counted as (
    select
        membership.*,
        count(*) over (partition by lower(name)) > 1 as has_namesake,
        count(*) over (partition by lower(name), team) > 1 as needs_id,
    from membership
)
select
    mvp_id,
    name,
    if(has_namesake, concat_ws(' · ', name, team, if(needs_id, mvp_id, null)), name)
        as distinct_name,
    needs_id,
    team,
    entered_on,
from counted
order by lower(strip_accents(distinct_name)), mvp_id
