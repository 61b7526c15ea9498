-- One row per active MVP without a commitment for the year.
-- key: mvp_id
select mvp_id, name, team, entered_on
from members
where is_uncommitted
order by name, mvp_id
