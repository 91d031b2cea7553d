//! The words for what is known: the catalogue's sentences with points and money in the programme's terms.

use crate::client::ApiError;
use crate::i18n::I18n;
use loyalty_api::program::Program;
use loyalty_rules::vip;

/// Sentences in the shopper's language and the programme's terms.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    i18n: &'a I18n,
    program: Option<&'a Program>,
}

impl<'a> Words<'a> {
    /// With the programme's terms, as far as there is one.
    pub fn new(i18n: &'a I18n, program: Option<&'a Program>) -> Self {
        Self { i18n, program }
    }

    /// A sentence of the catalogue.
    pub fn t(self, key: &str) -> String {
        self.i18n.t(key)
    }

    /// A sentence with `{name}` filled in.
    pub fn fill(self, key: &str, values: &[(&str, &str)]) -> String {
        self.i18n.fill(key, values)
    }

    /// A sentence with `{points}` filled in.
    pub fn fill_points(self, key: &str, points: i64) -> String {
        self.fill(key, &[("points", &self.points(points))])
    }

    /// A sentence with `{money}` filled in.
    pub fn fill_money(self, key: &str, minor_units: i64) -> String {
        self.fill(key, &[("money", &self.money(minor_units))])
    }

    /// A sentence that depends on a number.
    pub fn plural(self, key: &str, number: i64) -> String {
        self.i18n.plural(key, number)
    }

    /// "1,240 leaves".
    pub fn points(self, number: i64) -> String {
        self.i18n.points(number, self.program.and_then(|program| program.points_name.as_ref()))
    }

    /// Minor units of the programme's currency.
    pub fn money(self, minor_units: i64) -> String {
        self.program.map(|program| self.i18n.money(minor_units, &program.currency)).unwrap_or_default()
    }

    /// What something costs, in minor units of the programme's currency.
    pub fn price(self, minor_units: i64) -> String {
        self.program.map(|program| self.i18n.price(minor_units, &program.currency)).unwrap_or_default()
    }

    /// "×1.5", from hundredths.
    pub fn factor(self, hundredths: i64) -> String {
        ["×", &self.i18n.hundredths(hundredths)].concat()
    }

    /// The name of the tier of this id; nothing where the programme has none.
    pub fn tier(self, id: &str) -> Option<&'a str> {
        vip::find(self.program?.vip.as_ref(), id).map(|(_, tier)| tier.name.as_str())
    }

    /// "From Grove on": what is for members of a tier and those above it.
    pub fn from_tier(self, id: &str) -> String {
        self.fill("tier.from", &[("tier", self.tier(id).unwrap_or_default())])
    }

    /// "Purchases earn 1.25×", from hundredths.
    pub fn times(self, hundredths: i64) -> String {
        self.fill("vip.times", &[("times", &self.i18n.hundredths(hundredths))])
    }

    /// So many hundredths of something: "10%".
    pub fn percent(self, number: i64) -> String {
        self.i18n.percent(number)
    }

    /// A whole number.
    pub fn number(self, number: i64) -> String {
        self.i18n.number(number)
    }

    /// The day of an RFC 3339 time.
    pub fn day(self, time: &str) -> String {
        self.i18n.day(time)
    }

    /// The name of a month, 1 to 12.
    pub fn month(self, month: i64) -> String {
        self.i18n.month(month)
    }

    /// A day of the year.
    pub fn anniversary(self, month: i64, day: i64) -> String {
        self.i18n.anniversary(month, day)
    }

    /// The time of day of an RFC 3339 time.
    pub fn clock(self, time: &str) -> String {
        self.i18n.clock(time)
    }

    /// A sentence with the day of `time`; today, the `.today` sentence with the time of day.
    pub fn when(self, key: &str, time: &str) -> String {
        let now = String::from(js_sys::Date::new_0().to_iso_string());
        if self.day(&now) == self.day(time) {
            self.fill(&[key, ".today"].concat(), &[("time", &self.clock(time))])
        } else {
            self.fill(key, &[("date", &self.day(time))])
        }
    }

    /// What a person can make of an error.
    pub fn explain(self, error: &ApiError) -> String {
        let ApiError::Problem(problem) = error else {
            return self.t(match error {
                ApiError::Unreachable => "error.offline",
                ApiError::Slow => "error.slow",
                _ => "error.server",
            });
        };
        match (problem.code.as_str(), problem.points_needed, problem.amount_needed) {
            ("insufficient_points", Some(needed), _) => self.fill_points("error.insufficient_points", needed),
            ("cart_requirements_not_met", _, Some(needed)) => self.fill_money("error.cart_requirements_not_met", needed),
            ("tier_required", ..) if problem.tier.is_some() => self.from_tier(problem.tier.as_deref().unwrap_or_default()),
            (
                "reward_limit_reached"
                | "earning_limit_reached"
                | "rate_limited"
                | "redemption_used"
                | "self_referral"
                | "existing_customer"
                | "already_claimed"
                | "out_of_stock"
                | "birthday_already_set",
                ..,
            ) => self.t(&["error.", &problem.code].concat()),
            _ if problem.status == 401 => self.t("error.signed_out"),
            _ if problem.status >= 500 => self.t("error.server"),
            _ => self.t("error.unknown"),
        }
    }
}
