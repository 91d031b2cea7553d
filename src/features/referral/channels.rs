//! Ways to send the link: real links, one for each channel, with the merchant's message.

use crate::browser::share;
use crate::features::View;
use crate::session::Load;
use crate::ui::icon::{self, Icon};
use crate::ui::node::{Node, el, text};
use crate::words::Words;
use loyalty_api::program::Program;
use loyalty_api::referral::{Channel, Referral, ReferralOffer, ReferralSummary};

/// The channels that the merchant offers and this device has.
pub(super) fn view(view: View<'_>, program: &Program, offer: &ReferralOffer, summary: &ReferralSummary) -> Node {
    let referral = view.state.referral.as_ref().and_then(Load::value);
    let ways = offer.channels.iter().filter_map(|channel| {
        let message = Message { text: &offer.message, reward: &offer.title, url: url_of(referral, *channel, summary) };
        way(view, *channel, &program.name, &message)
    });
    let ways: Vec<Node> = ways.collect();
    if ways.is_empty() {
        return el("div");
    }
    el("ul.ways").attr("aria-label", &view.words.t("refer.by")).children(ways)
}

fn way(view: View<'_>, channel: Channel, programme: &str, message: &Message<'_>) -> Option<Node> {
    let View { store, words, .. } = view;
    let (icon, name) = look(words, channel);
    let door = match address(channel, programme, message) {
        Some(address) => el("a.way")
            .attr("href", &address)
            .attr("target", "_blank")
            .attr("rel", "noopener")
            .on("click", move |_| store.shared(channel)),
        None if channel == Channel::Native && share::can() => {
            let (title, text) = (programme.to_owned(), message.whole());
            el("button.way").attr("type", "button").on("click", move |_| store.share_natively(&title, &text))
        }
        None => return None,
    };
    let glyph = match icon {
        Ok(icon) => icon::draw(icon),
        Err(letters) => text("b", letters.into()).attr("aria-hidden", "true"),
    };
    let door = door.attr("data-channel", channel.name());
    Some(el("li").attr("data-channel", channel.name()).child(door.child(glyph).child(text("span", name))))
}

/// What is said with a link.
struct Message<'a> {
    text: &'a str,
    reward: &'a str,
    url: &'a str,
}

impl Message<'_> {
    /// With the link; at the end where the merchant gave it no place.
    fn whole(&self) -> String {
        if self.text.contains("{url}") { self.with_url(self.url) } else { [&self.with_url(""), " ", self.url].concat() }
    }

    /// Without the link, for where that goes by itself.
    fn bare(&self) -> String {
        self.with_url("").trim().trim_end_matches(':').into()
    }

    fn with_url(&self, url: &str) -> String {
        self.text.replace("{reward}", self.reward).replace("{url}", url)
    }
}

/// The tracked link of a channel; until it is known, the member's own, which counts as well.
fn url_of<'a>(referral: Option<&'a Referral>, channel: Channel, summary: &'a ReferralSummary) -> &'a str {
    let link = referral.and_then(|referral| referral.links.iter().find(|link| link.channel == channel));
    link.map_or(&summary.url, |link| &link.url)
}

/// Where the message goes; nothing for what is no address.
fn address(channel: Channel, programme: &str, message: &Message<'_>) -> Option<String> {
    let encoded = |text: &str| String::from(js_sys::encode_uri_component(text));
    let (whole, url) = (encoded(&message.whole()), encoded(message.url));
    Some(match channel {
        Channel::Link | Channel::Native => return None,
        Channel::WhatsApp => ["https://wa.me/?text=", &whole].concat(),
        Channel::Email => ["mailto:?subject=", &encoded(programme), "&body=", &whole].concat(),
        // `?&body=` is what both iOS and Android read.
        Channel::Sms => ["sms:?&body=", &whole].concat(),
        Channel::X => ["https://x.com/intent/post?text=", &whole].concat(),
        Channel::Facebook => ["https://www.facebook.com/sharer/sharer.php?u=", &url].concat(),
        // Opens the app: on the web Messenger takes messages of registered apps alone. The stylesheet shows it to touch alone.
        Channel::Messenger => ["fb-messenger://share/?link=", &url].concat(),
        Channel::Telegram => ["https://t.me/share/url?url=", &url, "&text=", &encoded(&message.bare())].concat(),
    })
}

/// A channel's sign, an icon or letters, and its name. Brands are called the same in every language.
pub(super) fn look(words: Words<'_>, channel: Channel) -> (Result<Icon, &'static str>, String) {
    match channel {
        Channel::Link => (Ok(icon::LINK), words.t("refer.link")),
        Channel::Native => (Ok(icon::SHARE), words.t("refer.native")),
        Channel::Email => (Ok(icon::ENVELOPE), words.t("refer.email")),
        Channel::Sms => (Ok(icon::BUBBLE), words.t("refer.sms")),
        Channel::WhatsApp => (Ok(icon::PHONE), "WhatsApp".into()),
        Channel::X => (Err("X"), "X".into()),
        Channel::Facebook => (Err("f"), "Facebook".into()),
        Channel::Messenger => (Ok(icon::BOLT), "Messenger".into()),
        Channel::Telegram => (Ok(icon::PLANE), "Telegram".into()),
    }
}
