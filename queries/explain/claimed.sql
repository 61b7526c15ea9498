-- One row per claim of an explained MVP: the contribution that it becomes when it is accepted
-- (docs/rules.md section 16).
-- key: contribution_id
select events.contribution_id,
from events
semi join explained using (mvp_id)
where events.contribution_id is not null
