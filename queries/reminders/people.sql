-- One row per MVP of the program whose certificate ends on D or later, and not more days after it
-- than a reminder is sent before the end: `reminder_days` is the smallest such number of days
-- (docs/rules.md section 6; docs/contract.md, Output: sending).
-- key: mvp_id
select
    membership.mvp_id,
    membership.name,
    membership.email,
    certification_status.valid_until,
    certification_status.valid_until - dates.as_of as days_left,
    min(rule_reminders.days) as reminder_days,
    dates.as_of,
    rule_settings.uses_exams,
    rule_settings.contact,
from membership
join certification_status using (mvp_id)
cross join dates
cross join rule_settings
join rule_reminders
    on rule_reminders.days >= certification_status.valid_until - dates.as_of
    and certification_status.valid_until >= dates.as_of
where membership.is_member
group by all
order by membership.mvp_id
