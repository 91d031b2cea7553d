//! The people of the preview's past besides its three well-known shoppers.

use crate::shopper::Shopper;

macro_rules! people {
    ($( $id:literal $first:literal $last:literal, $street:literal, $postcode:literal $city:literal; )*) => {
        &[$( Shopper {
            id: $id,
            first_name: $first,
            last_name: $last,
            email: concat!($id, "@example.org"),
            street: $street,
            postcode: $postcode,
            city: $city,
        } ),*]
    };
}

/// Everybody else who is a member. Ana and Bruno Sousa share a home, and so do Hugo and Ines Weber.
pub const CROWD: &[Shopper] = people! {
    "ada" "Ada" "Nowak", "ul. Długa 3", "31-147" "Kraków";
    "amir" "Amir" "Rahimi", "Sonnenallee 80", "12045" "Berlin";
    "ana" "Ana" "Sousa", "Rua da Rosa 14", "1200-387" "Lisboa";
    "anders" "Anders" "Lund", "Ravnsborggade 9", "2200" "København";
    "bea" "Bea" "Horváth", "Ráday utca 21", "1092" "Budapest";
    "bruno" "Bruno" "Sousa", "Rua da Rosa 14", "1200-387" "Lisboa";
    "carla" "Carla" "Ricci", "Via Zamboni 33", "40126" "Bologna";
    "ciara" "Ciara" "Walsh", "8 Shop Street", "H91 K2" "Galway";
    "daan" "Daan" "de Vries", "Oudegracht 112", "3511 AV" "Utrecht";
    "dilnoza" "Dilnoza" "Karimova", "Náměstí Míru 5", "120 00" "Praha";
    "elin" "Elin" "Berg", "Linnégatan 40", "413 04" "Göteborg";
    "emre" "Emre" "Yıldız", "Keupstraße 17", "51063" "Köln";
    "esther" "Esther" "Mbeki", "Rue Haute 90", "1000" "Bruxelles";
    "fatima" "Fatima" "Zahra", "Rue de Tanger 6", "75019" "Paris";
    "felix" "Felix" "Brandt", "Karl-Heine-Straße 61", "04229" "Leipzig";
    "greta" "Greta" "Kask", "Telliskivi 60", "10412" "Tallinn";
    "hugo" "Hugo" "Weber", "Neubaugasse 25", "1070" "Wien";
    "ines" "Ines" "Weber", "Neubaugasse 25", "1070" "Wien";
    "ivo" "Ivo" "Petrov", "ul. Tsar Shishman 12", "1000" "Sofia";
    "jana" "Jana" "Kovač", "Trubarjeva 30", "1000" "Ljubljana";
    "jonas" "Jonas" "Meier", "Lange Reihe 71", "20099" "Hamburg";
    "julia" "Julia" "Zielińska", "ul. Mokotowska 8", "00-561" "Warszawa";
    "karim" "Karim" "Benali", "Cours Julien 44", "13006" "Marseille";
    "katja" "Katja" "Virtanen", "Vaasankatu 11", "00500" "Helsinki";
    "lars" "Lars" "Holm", "Istedgade 30", "1650" "København";
    "leila" "Leila" "Mansour", "Damstraat 19", "2011 HA" "Haarlem";
    "lucia" "Lucía" "Romero", "Calle Feria 52", "41003" "Sevilla";
    "maja" "Maja" "Wiśniewska", "ul. Piotrkowska 101", "90-425" "Łódź";
    "marek" "Marek" "Dvořák", "Údolní 18", "602 00" "Brno";
    "mathilde" "Mathilde" "Roux", "Rue Mercière 27", "69002" "Lyon";
    "mila" "Mila" "Jovanović", "Ilica 77", "10000" "Zagreb";
    "nils" "Nils" "Eriksson", "Hornsgatan 50", "118 21" "Stockholm";
    "noor" "Noor" "Haddad", "Kungsgatan 3", "211 49" "Malmö";
    "oisin" "Oisín" "Murphy", "4 Parliament Street", "T12 H9" "Cork";
    "ola" "Ola" "Kamińska", "ul. Gdańska 15", "85-005" "Bydgoszcz";
    "paolo" "Paolo" "Conti", "Via Garibaldi 2", "10122" "Torino";
    "petra" "Petra" "Novotná", "Sokolská 6", "779 00" "Olomouc";
    "rafael" "Rafael" "Costa", "Rua do Almada 88", "4050-031" "Porto";
    "ruta" "Rūta" "Kazlauskienė", "Pilies gatvė 10", "01123" "Vilnius";
    "samira" "Samira" "Aziz", "Rue Sainte 15", "44000" "Nantes";
    "sofia" "Sofía" "Navarro", "Carrer de Blai 40", "08004" "Barcelona";
    "sven" "Sven" "Janssens", "Vrijdagmarkt 9", "2000" "Antwerpen";
    "theo" "Théo" "Girard", "Rue des Frères 11", "67000" "Strasbourg";
    "vera" "Vera" "Popescu", "Strada Lipscani 24", "030031" "București";
    "yara" "Yara" "Khoury", "Wühlischstraße 5", "10245" "Berlin";
    "zofia" "Zofia" "Mazur", "ul. Świdnicka 40", "50-024" "Wrocław";
};
