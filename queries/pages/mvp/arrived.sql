-- One row per frozen checkpoint and contribution that is dated up to it but arrived after its
-- figures were published, the newest first. not_counted_because is null for a row that counts.
select
    arrived_since.compared_on as checkpoint,
    arrived_since.day,
    arrived_since.track_label as track,
    arrived_since.kind,
    arrived_since.title,
    arrived_since.counted,
    rule_not_counted.label as not_counted_because,
from arrived_since
left join rule_not_counted on rule_not_counted.reason = arrived_since.not_counted_because
order by arrived_since.compared_on desc, arrived_since.day desc, arrived_since.contribution_id
