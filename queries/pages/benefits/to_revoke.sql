-- One row per benefit to be taken back.
select mvp_id, name, team, replace(status, '_', ' ') as status,
    replace(benefit, '_', ' ') as benefit, granted_on,
from benefit_state
where state = 'to_revoke'
order by name, mvp_id, benefit
