"""All calls that take and give JSON. Made from the description of the calls by `make openapi`; not to be edited."""

from typing import Unpack

from service.client import types
from service.client.http import Http, path
from service.client.pages import Pages


class Calls(Http):
    """The calls, by their names in openapi.yaml."""

    def create_analysis(self, **arguments: Unpack[types.CreateAnalysisArguments]) -> types.Analysis:
        """Find who said what in a text."""
        answer: types.Analysis = self._call("POST", "/v1/analyses", arguments, query=("offsets",))
        return answer

    def tell_stance(self, **arguments: Unpack[types.TellStanceArguments]) -> types.TargetStance:
        """Tell where a text stands on a target, and which words decide that."""
        answer: types.TargetStance = self._call("POST", "/v1/stance", arguments, query=("offsets",))
        return answer

    def list_articles(self, **arguments: Unpack[types.ListArticlesArguments]) -> Pages[types.ArticleItem, types.ArticlePage]:
        """List the articles, newest first."""
        return self._pages("/v1/articles", arguments)

    def create_article(self, **arguments: Unpack[types.CreateArticleArguments]) -> types.Article:
        """Analyse and keep an article."""
        answer: types.Article = self._call("POST", "/v1/articles", arguments, query=("offsets",))
        return answer

    def get_article(self, article_id: str, **arguments: Unpack[types.GetArticleArguments]) -> types.Article:
        """Get an article with its text and statements."""
        answer: types.Article = self._call("GET", path("/v1/articles/{}", article_id), arguments, query=("offsets",))
        return answer

    def revise_article(self, article_id: str, **arguments: Unpack[types.ReviseArticleArguments]) -> types.Revision:
        """Give an article another text, or tell other things of it: a new revision."""
        answer: types.Revision = self._call("PUT", path("/v1/articles/{}", article_id), arguments, query=("offsets",), headers=("if_match",))
        return answer

    def delete_article(self, article_id: str, **arguments: Unpack[types.DeleteArticleArguments]) -> None:
        """Delete an article with its statements."""
        self._call("DELETE", path("/v1/articles/{}", article_id), arguments, headers=("if_match",))

    def list_article_quotes(self, article_id: str, **arguments: Unpack[types.ListArticleQuotesArguments]) -> Pages[types.Quote, types.QuotePage]:
        """List the statements of an article, in text order."""
        return self._pages(path("/v1/articles/{}/quotes", article_id), arguments)

    def list_article_revisions(self, article_id: str, **arguments: Unpack[types.ListArticleRevisionsArguments]) -> Pages[types.ListedRevision, types.RevisionPage]:
        """List the texts that an article has had, newest first."""
        return self._pages(path("/v1/articles/{}/revisions", article_id), arguments)

    def get_article_revision(self, article_id: str, number: str, **arguments: Unpack[types.GetArticleRevisionArguments]) -> types.Revision:
        """Get an article as it was with one of its texts, and what changed against the one before."""
        answer: types.Revision = self._call("GET", path("/v1/articles/{}/revisions/{}", article_id, number), arguments, query=("offsets",))
        return answer

    def list_article_orphans(self, article_id: str) -> types.Orphans:
        """List what editors set for statements, claims and names that an article has no more."""
        answer: types.Orphans = self._call("GET", path("/v1/articles/{}/orphans", article_id))
        return answer

    def list_jobs(self, **arguments: Unpack[types.ListJobsArguments]) -> Pages[types.Job, types.JobPage]:
        """List jobs, oldest first; a failed one tells why."""
        return self._pages("/v1/jobs", arguments)

    def get_job(self, job_id: str) -> types.Job:
        """Get a job: whether the article is analysed by now."""
        answer: types.Job = self._call("GET", path("/v1/jobs/{}", job_id))
        return answer

    def list_quotes(self, **arguments: Unpack[types.ListQuotesArguments]) -> Pages[types.Quote, types.QuotePage]:
        """List statements, newest article first. Offsets count code points."""
        return self._pages("/v1/quotes", arguments)

    def get_quote(self, quote_id: str, **arguments: Unpack[types.GetQuoteArguments]) -> types.Quote:
        """Get a statement with its article."""
        answer: types.Quote = self._call("GET", path("/v1/quotes/{}", quote_id), arguments, query=("offsets",))
        return answer

    def correct_quote(self, quote_id: str, **arguments: Unpack[types.CorrectQuoteArguments]) -> types.Change:
        """Correct a statement's speaker or labels."""
        answer: types.Change = self._call("PATCH", path("/v1/quotes/{}", quote_id), arguments, headers=("if_match",))
        return answer

    def list_appearances(self, quote_id: str) -> types.Utterance:
        """Find where else this was said, and what was cut or changed there."""
        answer: types.Utterance = self._call("GET", path("/v1/quotes/{}/appearances", quote_id))
        return answer

    def list_quote_history(self, quote_id: str, **arguments: Unpack[types.ListQuoteHistoryArguments]) -> Pages[types.Edit, types.EditPage]:
        """List the corrections of a statement, newest first."""
        return self._pages(path("/v1/quotes/{}/history", quote_id), arguments)

    def list_claims(self, **arguments: Unpack[types.ListClaimsArguments]) -> Pages[types.StoredClaim, types.ClaimPage]:
        """List claims, the most check-worthy first or by date. Offsets count code points."""
        return self._pages("/v1/claims", arguments)

    def get_claim(self, claim_id: str, **arguments: Unpack[types.GetClaimArguments]) -> types.StoredClaim:
        """Get a claim with who makes it, and its article."""
        answer: types.StoredClaim = self._call("GET", path("/v1/claims/{}", claim_id), arguments, query=("offsets",))
        return answer

    def list_claim_appearances(self, claim_id: str) -> types.Utterance:
        """Find where else the statement behind a claim was said, and what was cut or changed there."""
        answer: types.Utterance = self._call("GET", path("/v1/claims/{}/appearances", claim_id))
        return answer

    def get_claim_review(self, claim_id: str) -> types.Review:
        """Get the verdict that a person has given on a claim."""
        answer: types.Review = self._call("GET", path("/v1/claims/{}/review", claim_id))
        return answer

    def review_claim(self, claim_id: str, **arguments: Unpack[types.ReviewClaimArguments]) -> types.ReviewChange:
        """Give a verdict on a claim, in the place of the former one."""
        answer: types.ReviewChange = self._call("PUT", path("/v1/claims/{}/review", claim_id), arguments, headers=("if_match",))
        return answer

    def withdraw_claim_review(self, claim_id: str, **arguments: Unpack[types.WithdrawClaimReviewArguments]) -> types.ReviewChange:
        """Take the verdict on a claim back; undoing the edit brings it back."""
        answer: types.ReviewChange = self._call("DELETE", path("/v1/claims/{}/review", claim_id), arguments, headers=("if_match",))
        return answer

    def list_claim_history(self, claim_id: str, **arguments: Unpack[types.ListClaimHistoryArguments]) -> Pages[types.Edit, types.EditPage]:
        """List the verdicts that were given on a claim and taken back, newest first."""
        return self._pages(path("/v1/claims/{}/history", claim_id), arguments)

    def list_speakers(self, **arguments: Unpack[types.ListSpeakersArguments]) -> Pages[types.Speaker, types.SpeakerPage]:
        """List the speakers, those with most statements first."""
        return self._pages("/v1/speakers", arguments)

    def get_speaker(self, speaker_id: str) -> types.Speaker:
        """Get a speaker."""
        answer: types.Speaker = self._call("GET", path("/v1/speakers/{}", speaker_id))
        return answer

    def change_speaker(self, speaker_id: str, **arguments: Unpack[types.ChangeSpeakerArguments]) -> types.Change:
        """Set a speaker's canonical name, further aliases or ids in other registers."""
        answer: types.Change = self._call("PATCH", path("/v1/speakers/{}", speaker_id), arguments, headers=("if_match",))
        return answer

    def list_speaker_quotes(self, speaker_id: str, **arguments: Unpack[types.ListSpeakerQuotesArguments]) -> Pages[types.Quote, types.QuotePage]:
        """List the statements of a speaker, newest article first. Offsets count code points."""
        return self._pages(path("/v1/speakers/{}/quotes", speaker_id), arguments)

    def list_speaker_stances(self, speaker_id: str, **arguments: Unpack[types.ListSpeakerStancesArguments]) -> Pages[types.TargetStanding, types.TargetStandingPage]:
        """List where a speaker stands, by target and over time, with the statements."""
        return self._pages(path("/v1/speakers/{}/stances", speaker_id), arguments)

    def list_speaker_shifts(self, speaker_id: str, **arguments: Unpack[types.ListSpeakerShiftsArguments]) -> Pages[types.Shift, types.ShiftPage]:
        """List a speaker's changes of stance with the statements before and after, latest first."""
        return self._pages(path("/v1/speakers/{}/shifts", speaker_id), arguments)

    def merge_speakers(self, speaker_id: str, **arguments: Unpack[types.MergeSpeakersArguments]) -> types.Change:
        """Make speakers one with this one, now and for articles to come. Their ids lead here."""
        answer: types.Change = self._call("POST", path("/v1/speakers/{}/merge", speaker_id), arguments, headers=("if_match",))
        return answer

    def split_speaker(self, speaker_id: str, **arguments: Unpack[types.SplitSpeakerArguments]) -> types.Change:
        """Part what some articles say of this speaker as another speaker, who comes first."""
        answer: types.Change = self._call("POST", path("/v1/speakers/{}/split", speaker_id), arguments, headers=("if_match",))
        return answer

    def list_speaker_history(self, speaker_id: str, **arguments: Unpack[types.ListSpeakerHistoryArguments]) -> Pages[types.Edit, types.EditPage]:
        """List what editors did to a speaker, newest first."""
        return self._pages(path("/v1/speakers/{}/history", speaker_id), arguments)

    def list_speaker_roles(self, speaker_id: str) -> types.Roles:
        """List a speaker's roles over time, with the articles that state them, latest first."""
        answer: types.Roles = self._call("GET", path("/v1/speakers/{}/roles", speaker_id))
        return answer

    def list_targets(self, **arguments: Unpack[types.ListTargetsArguments]) -> Pages[types.Target, types.TargetPage]:
        """List what stances are toward, those of most statements first."""
        return self._pages("/v1/targets", arguments)

    def get_target(self, target_id: str) -> types.Target:
        """Get a target with how statements put it and their stances."""
        answer: types.Target = self._call("GET", path("/v1/targets/{}", target_id))
        return answer

    def list_topics(self, **arguments: Unpack[types.ListTopicsArguments]) -> Pages[types.Topic, types.TopicPage]:
        """List the topics by name."""
        return self._pages("/v1/topics", arguments)

    def create_topic(self, **arguments: Unpack[types.TopicBody]) -> types.TopicChange:
        """Make a topic. Targets that fit its name or a phrasing are gathered, now and in future."""
        answer: types.TopicChange = self._call("POST", "/v1/topics", arguments)
        return answer

    def get_topic(self, topic_id: str) -> types.Topic:
        """Get a topic."""
        answer: types.Topic = self._call("GET", path("/v1/topics/{}", topic_id))
        return answer

    def change_topic(self, topic_id: str, **arguments: Unpack[types.ChangeTopicArguments]) -> types.TopicChange:
        """Set a topic's name or phrasings. Its targets are gathered anew; verdicts stay."""
        answer: types.TopicChange = self._call("PATCH", path("/v1/topics/{}", topic_id), arguments, headers=("if_match",))
        return answer

    def delete_topic(self, topic_id: str, **arguments: Unpack[types.DeleteTopicArguments]) -> types.TopicChange:
        """Delete a topic with its verdicts; undoing the edit brings both back."""
        answer: types.TopicChange = self._call("DELETE", path("/v1/topics/{}", topic_id), arguments, headers=("if_match",))
        return answer

    def list_topic_targets(self, topic_id: str, **arguments: Unpack[types.ListTopicTargetsArguments]) -> Pages[types.TopicTarget, types.TopicTargetPage]:
        """List the targets that may belong to a topic, those that fit best first."""
        return self._pages(path("/v1/topics/{}/targets", topic_id), arguments)

    def judge_topic_target(self, topic_id: str, target_id: str, **arguments: Unpack[types.JudgeTopicTargetArguments]) -> types.TopicChange:
        """Settle whether a target belongs to a topic. The verdict survives new articles."""
        answer: types.TopicChange = self._call("PUT", path("/v1/topics/{}/targets/{}", topic_id, target_id), arguments, headers=("if_match",))
        return answer

    def list_topic_stances(self, topic_id: str, **arguments: Unpack[types.ListTopicStancesArguments]) -> Pages[types.SpeakerStanding, types.SpeakerStandingPage]:
        """List where speakers stand on a topic over time, with the statements behind every number."""
        return self._pages(path("/v1/topics/{}/stances", topic_id), arguments)

    def list_topic_history(self, topic_id: str, **arguments: Unpack[types.ListTopicHistoryArguments]) -> Pages[types.Edit, types.EditPage]:
        """List what editors did to a topic, also to a deleted one, newest first."""
        return self._pages(path("/v1/topics/{}/history", topic_id), arguments)

    def undo_edit(self, edit_id: str, **arguments: Unpack[types.Editor]) -> types.Change:
        """Take an edit back; undoing that does it again."""
        answer: types.Change = self._call("POST", path("/v1/edits/{}/undo", edit_id), arguments)
        return answer

    def list_suggestions(self, **arguments: Unpack[types.ListSuggestionsArguments]) -> Pages[types.Suggestion, types.SuggestionPage]:
        """List pairs of speakers who may be one but were not linked, the likeliest first."""
        return self._pages("/v1/suggestions", arguments)

    def dismiss_suggestion(self, suggestion_id: str, **arguments: Unpack[types.Editor]) -> types.Change:
        """Settle that two speakers are two."""
        answer: types.Change = self._call("POST", path("/v1/suggestions/{}/dismiss", suggestion_id), arguments)
        return answer

    def list_events(self, **arguments: Unpack[types.ListEventsArguments]) -> types.EventPage:
        """List what was done, oldest first; with `Accept: text/event-stream`, as it is done."""
        answer: types.EventPage = self._call("GET", "/v1/events", arguments, query=("limit", "after"))
        return answer

    def list_filter_events(self, filter_id: str, **arguments: Unpack[types.ListFilterEventsArguments]) -> types.EventPage:
        """List what was done to the statements, or claims, that a filter finds now."""
        answer: types.EventPage = self._call("GET", path("/v1/filters/{}/events", filter_id), arguments, query=("limit", "after"))
        return answer

    def list_filters(self, **arguments: Unpack[types.ListFiltersArguments]) -> Pages[types.Filter, types.FilterPage]:
        """List the saved filters by name."""
        return self._pages("/v1/filters", arguments)

    def create_filter(self, **arguments: Unpack[types.FilterBody]) -> types.Filter:
        """Save a filter of quotes or claims under a name."""
        answer: types.Filter = self._call("POST", "/v1/filters", arguments)
        return answer

    def get_filter(self, filter_id: str) -> types.Filter:
        """Get a saved filter."""
        answer: types.Filter = self._call("GET", path("/v1/filters/{}", filter_id))
        return answer

    def change_filter(self, filter_id: str, **arguments: Unpack[types.ChangeFilterArguments]) -> types.Filter:
        """Set a filter's name, or its query as a whole. Its kind stays."""
        answer: types.Filter = self._call("PATCH", path("/v1/filters/{}", filter_id), arguments, headers=("if_match",))
        return answer

    def delete_filter(self, filter_id: str, **arguments: Unpack[types.DeleteFilterArguments]) -> None:
        """Delete a saved filter, with its feeds and streams."""
        self._call("DELETE", path("/v1/filters/{}", filter_id), arguments, headers=("if_match",))

    def list_webhooks(self, **arguments: Unpack[types.ListWebhooksArguments]) -> Pages[types.Webhook, types.WebhookPage]:
        """List the webhooks, oldest first."""
        return self._pages("/v1/webhooks", arguments)

    def create_webhook(self, **arguments: Unpack[types.WebhookBody]) -> types.NewWebhook:
        """Make a webhook, which is told of what the filter finds from now on."""
        answer: types.NewWebhook = self._call("POST", "/v1/webhooks", arguments)
        return answer

    def get_webhook(self, webhook_id: str) -> types.Webhook:
        """Get a webhook: whether it is enabled, and how sending goes."""
        answer: types.Webhook = self._call("GET", path("/v1/webhooks/{}", webhook_id))
        return answer

    def change_webhook(self, webhook_id: str, **arguments: Unpack[types.ChangeWebhookArguments]) -> types.Webhook:
        """Set a webhook's address or filter, or whether anything is sent to it."""
        answer: types.Webhook = self._call("PATCH", path("/v1/webhooks/{}", webhook_id), arguments, headers=("if_match",))
        return answer

    def delete_webhook(self, webhook_id: str, **arguments: Unpack[types.DeleteWebhookArguments]) -> None:
        """Delete a webhook with its deliveries."""
        self._call("DELETE", path("/v1/webhooks/{}", webhook_id), arguments, headers=("if_match",))

    def rotate_webhook_secret(self, webhook_id: str, **arguments: Unpack[types.RotateWebhookSecretArguments]) -> types.NewWebhook:
        """Give a webhook a new secret, which is shown this once."""
        answer: types.NewWebhook = self._call("POST", path("/v1/webhooks/{}/secret", webhook_id), arguments, headers=("if_match",))
        return answer

    def ping_webhook(self, webhook_id: str) -> types.Delivery:
        """Send a message without events, to try the receiver; its delivery tells how that goes."""
        answer: types.Delivery = self._call("POST", path("/v1/webhooks/{}/ping", webhook_id))
        return answer

    def list_deliveries(self, webhook_id: str, **arguments: Unpack[types.ListDeliveriesArguments]) -> Pages[types.Delivery, types.DeliveryPage]:
        """List the messages to a webhook, newest first, with what became of them."""
        return self._pages(path("/v1/webhooks/{}/deliveries", webhook_id), arguments)

    def get_delivery(self, webhook_id: str, delivery_id: str) -> types.Delivery:
        """Get a delivery."""
        answer: types.Delivery = self._call("GET", path("/v1/webhooks/{}/deliveries/{}", webhook_id, delivery_id))
        return answer

    def redeliver(self, webhook_id: str, delivery_id: str, **arguments: Unpack[types.RedeliverArguments]) -> types.Delivery:
        """Send a message again that has arrived or failed, under the same id."""
        answer: types.Delivery = self._call("POST", path("/v1/webhooks/{}/deliveries/{}/redeliver", webhook_id, delivery_id), arguments, headers=("if_match",))
        return answer

    def get_health(self) -> types.Health:
        """Tell that the process answers; true also while the model loads."""
        answer: types.Health = self._call("GET", "/healthz")
        return answer

    def get_readiness(self) -> types.Readiness:
        """Tell whether the service does all its work."""
        answer: types.Readiness = self._call("GET", "/readyz")
        return answer
