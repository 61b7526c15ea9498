-- One row per event that the build has read. counted says whether the contribution that a claim
-- becomes counts, null where the build has none, and why the reason if it does not.
-- key: id
select events.id, contributions.counted, rule_not_counted.explanation as why,
from events
left join contributions using (contribution_id)
left join rule_not_counted on rule_not_counted.reason = contributions.not_counted_because
order by events.id
