//! What was.

/// What became of one campaign. Times are in milliseconds since 1970.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// Which.
    pub campaign: String,
    /// Times that it was shown on this visit.
    pub visit: i64,
    /// Times that it was shown.
    pub total: i64,
    /// When it was shown last.
    pub shown_at: Option<i64>,
    /// When it was closed last.
    pub closed_at: Option<i64>,
    /// When it was taken last.
    pub converted_at: Option<i64>,
}

/// What became of all campaigns: kept on the device where the shopper agreed to it, else for as long as the page is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// Those that were shown.
    pub pasts: Vec<Past>,
    /// The one that is over the page now.
    pub showing: Option<String>,
    /// When the last one went.
    pub quiet_since: Option<i64>,
}

impl Memory {
    /// What became of a campaign.
    pub fn of(&self, campaign: &str) -> Option<&Past> {
        self.pasts.iter().find(|past| past.campaign == campaign)
    }

    /// It is shown. `over`: over the page, rather than in it.
    pub fn shown(&mut self, campaign: &str, over: bool, now: i64) {
        let past = self.past(campaign);
        past.visit += 1;
        past.total += 1;
        past.shown_at = Some(now);
        if over {
            self.showing = Some(campaign.into());
        }
    }

    /// The shopper closed it.
    pub fn closed(&mut self, campaign: &str, now: i64) {
        self.past(campaign).closed_at = Some(now);
        self.gone(campaign, now);
    }

    /// The shopper took it; it may still be there to say thanks.
    pub fn converted(&mut self, campaign: &str, now: i64) {
        self.past(campaign).converted_at = Some(now);
    }

    /// It is no longer there, for whatever reason.
    pub fn gone(&mut self, campaign: &str, now: i64) {
        if self.showing.as_deref() == Some(campaign) {
            self.showing = None;
            self.quiet_since = Some(now);
        }
    }

    /// Another visit begins.
    pub fn visit(&mut self) {
        for past in &mut self.pasts {
            past.visit = 0;
        }
        self.showing = None;
    }

    fn past(&mut self, campaign: &str) -> &mut Past {
        let place = match self.pasts.iter().position(|past| past.campaign == campaign) {
            Some(place) => place,
            None => {
                self.pasts.push(Past { campaign: campaign.into(), ..Past::default() });
                self.pasts.len() - 1
            }
        };
        #[expect(clippy::indexing_slicing, reason = "the place was found, or made, just now")]
        &mut self.pasts[place]
    }
}
