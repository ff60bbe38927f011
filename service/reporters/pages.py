"""All pages of reporters."""

from fastapi import APIRouter

from service.reporters import filing_page, look_up_page, poster_page

router = APIRouter()
for room in (filing_page, look_up_page, poster_page):
    router.include_router(room.router)
