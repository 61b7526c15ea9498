-- One row per MVP of the roster who has not left, the most urgent first. $status: a status, and
-- $must_act: true for active MVPs without a valid certificate; null for all. The columns about
-- what is due are null where nothing is.
-- key: mvp_id
select
    certification_status.mvp_id,
    members.name,
    members.team,
    certification_status.status_label as status,
    certification_status.deadline,
    certification_status.valid_until,
    certification_status.failed_attempts,
    certification_status.attempts_left,
    exam_reason.reason as exam_reason,
from certification_status
join members using (mvp_id)
left join exam_reason using (mvp_id)
where ($status is null or certification_status.status_label = $status)
    and ($must_act is null or members.is_exam_due)
order by deadline nulls last, valid_until nulls last, members.name, mvp_id
