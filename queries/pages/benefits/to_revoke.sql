-- One row per MVP and benefit to be taken back.
-- key: mvp_id, benefit
select mvp_id, name, team, status_label as status, benefit_label as benefit, granted_on,
from benefit_state
where state = 'to_revoke'
order by name, mvp_id, benefit
