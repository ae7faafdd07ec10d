"""What votes hold about people. Registered when the app is ready."""

from django.utils.translation import gettext_lazy as _

from minka.opinions.actions.withdraw import withdraw_votes
from minka.opinions.models import EarlierVote, GroupName, OpinionMap, Voter
from minka.people.models import Participant, Person
from minka.people.personal_data import Holding, Rows, register
from minka.reference.models import ConsentText


def voter_rows(participant: Participant) -> Rows:
    """Each activity somebody voted in, and every vote."""
    return [
        {
            "codigo": voter.code,
            "actividad": str(voter.activity),
            "lugar_ubigeo_inei": voter.place_code,
            "canal": voter.get_channel_display(),
            "desde": voter.joined_at,
            "votos": [
                {"afirmacion": vote.statement.number, "voto": vote.get_value_display(), "fecha": vote.at}
                for vote in voter.votes.select_related("statement").order_by("statement__number")
            ],
        }
        for voter in participant.voters.select_related("activity").order_by("pk")
    ]


def forget_voter(participant: Participant, with_texts: bool) -> None:  # noqa: FBT001 - the shape of an eraser
    """A vote without a name says nothing of anybody and stays counted, unless all is to go."""
    EarlierVote.objects.filter(voter__participant=participant).delete()
    voters = Voter.objects.filter(participant=participant)
    if with_texts:
        for voter in voters:
            voter.votes.all().delete()
        voters.update(is_excluded=True, excluded_reason="withdrawn")
    voters.update(place_code="")


def end_votes(participant: Participant, purpose: str) -> None:
    """Without the permission to count them, votes are taken back as their voter would."""
    if purpose == ConsentText.Purpose.VOTE:
        for voter in participant.voters.select_related("activity__site", "activity__process__site"):
            withdraw_votes(voter=voter, by=participant)


def map_rows(person: Person) -> Rows:
    published: Rows = [
        {"publicaste_el_mapa_de": str(each.activity), "fecha": each.published_at}
        for each in OpinionMap.objects.filter(published_by=person).select_related("activity").order_by("pk")
    ]
    named: Rows = [
        {"nombraste_un_grupo": each.name, "fecha": each.at}
        for each in GroupName.objects.filter(by=person).order_by("pk")
    ]
    return published + named


register(
    Holding(
        name="votos",
        title=_("Tus votos"),
        tables=("opinions.Voter", "opinions.Vote", "opinions.EarlierVote"),
        of_participant=voter_rows,
        erase_participant=forget_voter,
        end_permission=end_votes,
    )
)
register(
    Holding(
        name="mapas",
        title=_("Mapas que publicaste"),
        tables=("opinions.OpinionMap", "opinions.GroupName"),
        of_person=map_rows,
    )
)
