//! Taking what a campaign has.

use super::show::detail;
use super::{Edges, now};
use crate::client::{ApiError, read_as};
use crate::session::friend::looks_like_email;
use crate::session::{Store, apply, report, spawn};
use loyalty_api::campaign::{CampaignKind, Reveal, RevealRequest};
use loyalty_api::event::EventKind;
use loyalty_api::page::set;

/// A campaign that is being taken, or could not be.
#[derive(Clone, Debug, PartialEq)]
pub struct Taking {
    /// Which.
    pub campaign: String,
    /// The day of the calendar's door.
    pub door: Option<String>,
    /// The request is on its way.
    pub working: bool,
    /// What is wrong.
    pub wrong: Option<Wrong>,
}

/// Why something could not be taken.
#[derive(Clone, Debug, PartialEq)]
pub enum Wrong {
    /// What was typed is no e-mail address.
    Email,
    /// The sentence was not agreed to, and has to be.
    Consent,
    /// It is over, or for others.
    Over,
    /// The server refused, or could not be reached.
    Api(ApiError),
}

impl Store {
    /// Takes what a campaign has: once, however often it is asked for. `door` is the day of a calendar's door.
    pub fn take(self, id: &str, door: Option<&str>) {
        let Some(Edges { services, campaigns, .. }) = self.edges() else { return };
        let draft = |name: &str| self.peek(|state, _| state.drafts.get(&[name, id].concat()).map(str::to_owned)).flatten();
        let guest = self.peek(|state, _| state.member().is_none()) == Some(true);
        let (email, agreed) =
            (draft("email-").unwrap_or_default().trim().to_owned(), draft("agree-").is_some_and(|it| !it.is_empty()));
        let mut begun = None;
        self.change_campaigns(&mut |campaigns, _| {
            let Some(shown) = campaigns.shown(id).filter(|_| campaigns.taking.as_ref().is_none_or(|it| !it.working)) else {
                return;
            };
            let asks = shown.content.email && guest;
            let must_agree = shown.campaign.kind == CampaignKind::Newsletter && shown.content.consent.is_some();
            let wrong = if asks && !looks_like_email(&email) {
                Some(Wrong::Email)
            } else if must_agree && !agreed {
                Some(Wrong::Consent)
            } else {
                None
            };
            if wrong.is_none() {
                let request = RevealRequest {
                    variation: shown.campaign.experiment.as_ref().and(shown.content.variation),
                    door: door.map(Into::into),
                    email: asks.then(|| email.clone()),
                    consent: shown.content.consent.as_ref().map(|_| agreed),
                };
                // As it is now: it may be closed by the time there is an answer.
                let told_of = detail(shown.campaign, Some(shown.content), shown.variation);
                begun = Some((request, shown.campaign.clone(), shown.variation, told_of, campaigns.is_preview(id)));
            }
            let door = door.map(Into::into);
            campaigns.taking = Some(Taking { campaign: id.into(), door, working: wrong.is_none(), wrong });
        });
        let Some((request, campaign, variation, told_of, preview)) = begun else { return };
        self.use_campaign(id, false);
        let id = id.to_owned();
        spawn(async move {
            let answer = services.client.reveal(&id, &request).await.and_then(|raw| Ok((read_as::<Reveal>(&raw)?, raw)));
            let code = answer.as_ref().ok().and_then(|(reveal, _)| reveal.code.clone());
            self.change_campaigns(&mut |campaigns, told| {
                // Another shopper is here by now.
                if answer.as_ref().is_err_and(|error| *error == ApiError::Gone) {
                    return campaigns.taking = None;
                }
                let (reveal, raw) = match &answer {
                    Ok(answer) => answer,
                    Err(error) => {
                        if let Some(taking) = &mut campaigns.taking {
                            (taking.working, taking.wrong) = (false, Some(explain(error)));
                        }
                        return;
                    }
                };
                campaigns.taking = None;
                set(&told_of, "reveal", raw);
                set(&told_of, "subscribed", &(request.consent == Some(true)).into());
                told.push(("campaign-taken", told_of.clone()));
                if !preview {
                    campaigns.kept.memory.converted(&id, now());
                    campaigns.note(EventKind::Conversion, &campaign, variation);
                }
                campaigns.reveals.retain(|it| it.campaign != id || it.door != reveal.door);
                campaigns.reveals.insert(0, reveal.clone());
            });
            match (answer, code) {
                (Err(ApiError::Gone), _) => return,
                (Err(error), _) => return report(&error),
                (Ok((_, raw)), Some(code)) if apply(&services, &raw).await => campaigns.borrow_mut().applied.push(code),
                _ => {}
            }
            self.load_cart();
            self.load_account();
        });
    }
}

fn explain(error: &ApiError) -> Wrong {
    match error {
        ApiError::Problem(problem) => match problem.code.as_str() {
            "campaign_not_running" | "door_closed" | "not_eligible" | "unknown_campaign" | "nothing_to_reveal" => Wrong::Over,
            "consent_required" => Wrong::Consent,
            "email_required" | "disposable_domain" => Wrong::Email,
            "already_claimed" => Wrong::Api(error.clone()),
            _ if problem.field.as_deref() == Some("email") => Wrong::Email,
            _ => Wrong::Api(error.clone()),
        },
        _ => Wrong::Api(error.clone()),
    }
}
