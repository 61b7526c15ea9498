-- One row per contribution that is asked about and that the build has, whoever did it and whatever
-- its day: whose it is (docs/rules.md section 16).
-- key: contribution_id
select contribution_id, mvp_id,
from contributions
semi join asked using (contribution_id)
where counted_from = (select min(counted_from) from rule_sets)
