-- One row per account of an explained MVP (docs/rules.md section 16).
-- key: mvp_id, source, account
select distinct accounts.mvp_id, accounts.source, accounts.account,
from accounts
semi join explained using (mvp_id)
