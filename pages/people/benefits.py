"""Benefits: who lacks what, and what must be revoked?"""

from dashboard.page.absent import note_absent
from dashboard.page.figures import benefits
from dashboard.page.heading import heading
from dashboard.page.show import show

view = heading("benefits")
if not note_absent(view, "benefits"):
    show(view, benefits.TO_REVOKE)
    show(view, benefits.STANDARD)
    show(view, benefits.MATRIX)
