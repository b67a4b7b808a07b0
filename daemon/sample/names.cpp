#include "daemon/sample/names.hpp"

#include "workflows/partner/tin.hpp"

namespace waymark::sample {
namespace {

struct Word {
    const char *name, *latin;
};
using Words = std::vector<Word>;

const Words& russian_beginnings() {
    static const Words words = {
        {"Вежар", "vezhar"},        {"Лугор", "lugor"},        {"Тимарин", "timarin"},
        {"Остоль", "ostol"},        {"Кедрин", "kedrin"},      {"Зарян", "zaryan"},
        {"Мирвед", "mirved"},       {"Полуст", "polust"},      {"Верхоян", "verhoyan"},
        {"Белозор", "belozor"},     {"Грановель", "granovel"}, {"Ясноград", "yasnograd"},
        {"Снежмир", "snezhmir"},    {"Дальвест", "dalvest"},   {"Родонеж", "rodonezh"},
        {"Тихолад", "tiholad"},     {"Светояр", "svetoyar"},   {"Речемил", "rechemil"},
        {"Крутоверх", "krutoverh"}, {"Лесовид", "lesovid"}};
    return words;
}
const Words& russian_endings() {
    static const Words words = {{"софт", "soft"},     {"дата", "data"},       {"тех", "teh"},
                                {"лаб", "lab"},       {"код", "kod"},         {"сервис", "servis"},
                                {"облако", "oblako"}, {"система", "sistema"}, {"интеграция", "integraciya"},
                                {"проект", "proekt"}, {"линия", "liniya"},    {"опора", "opora"}};
    return words;
}
const Words& english_beginnings() {
    static const Words words = {
        {"Oakmere", "oakmere"},     {"Farnlow", "farnlow"},        {"Tibbold", "tibbold"},
        {"Quillan", "quillan"},     {"Harrowick", "harrowick"},    {"Brindale", "brindale"},
        {"Wexmoor", "wexmoor"},     {"Larkhollow", "larkhollow"},  {"Penstow", "penstow"},
        {"Dunverley", "dunverley"}, {"Ashkettle", "ashkettle"},    {"Merriford", "merriford"},
        {"Coldwyn", "coldwyn"},     {"Thistlebury", "thistlebury"}};
    return words;
}
const Words& english_endings() {
    static const Words words = {{" Cloudworks", "cloudworks"}, {" Datahouse", "datahouse"},
                                {" Systems", "systems"},       {" Integration", "integration"},
                                {" Softworks", "softworks"},   {" Engineering", "engineering"},
                                {" Platforms", "platforms"},   {" Consulting", "consulting"}};
    return words;
}

const Words russian_men = {{"Антон", "a"},  {"Борис", "b"},  {"Виктор", "v"}, {"Глеб", "g"},   {"Денис", "d"},
                           {"Егор", "e"},   {"Захар", "z"},  {"Илья", "i"},   {"Кирилл", "k"}, {"Лев", "l"},
                           {"Максим", "m"}, {"Никита", "n"}, {"Олег", "o"},   {"Павел", "p"},  {"Роман", "r"},
                           {"Степан", "s"}, {"Тимур", "t"},  {"Фёдор", "f"}};
const Words russian_women = {
    {"Анна", "a"},  {"Вера", "v"},   {"Галина", "g"}, {"Дарья", "d"}, {"Елена", "e"},  {"Жанна", "zh"},
    {"Зоя", "z"},   {"Инна", "i"},   {"Кира", "k"},   {"Лидия", "l"}, {"Майя", "m"},   {"Нина", "n"},
    {"Ольга", "o"}, {"Полина", "p"}, {"Рита", "r"},   {"София", "s"}, {"Таисия", "t"}, {"Юлия", "yu"}};
// A woman's surname has one more letter.
const Words russian_surnames = {
    {"Ветров", "vetrov"},     {"Ключников", "klyuchnikov"}, {"Полянов", "polyanov"},
    {"Снегирёв", "snegirev"}, {"Озеров", "ozerov"},         {"Лозин", "lozin"},
    {"Берёзов", "berezov"},   {"Чайкин", "chaykin"},        {"Ручьёв", "ruchev"},
    {"Дымов", "dymov"},       {"Листопадов", "listopadov"}, {"Зимин", "zimin"},
    {"Калинов", "kalinov"},   {"Морозкин", "morozkin"},     {"Рябинин", "ryabinin"},
    {"Туманов", "tumanov"},   {"Громов", "gromov"},         {"Жаворонков", "zhavoronkov"},
    {"Ясенев", "yasenev"},    {"Пшеницын", "pshenicyn"},    {"Вересков", "vereskov"},
    {"Лугинин", "luginin"}};
const Words english_names = {{"Alice", "a"}, {"Bernard", "b"}, {"Clara", "c"}, {"Derek", "d"},
                             {"Edith", "e"}, {"Frank", "f"},   {"Grace", "g"}, {"Hugh", "h"},
                             {"Ivy", "i"},   {"Jasper", "j"},  {"Kate", "k"},  {"Leo", "l"},
                             {"Maud", "m"},  {"Nigel", "n"},   {"Olive", "o"}, {"Percy", "p"},
                             {"Rose", "r"},  {"Simon", "s"},   {"Tess", "t"},  {"Walter", "w"}};
const Words english_surnames = {
    {"Applegarth", "applegarth"}, {"Brackenbury", "brackenbury"}, {"Coldstream", "coldstream"},
    {"Dewhurst", "dewhurst"},     {"Elderfield", "elderfield"},   {"Fernsby", "fernsby"},
    {"Goodacre", "goodacre"},     {"Hartnell", "hartnell"},       {"Inglewood", "inglewood"},
    {"Kettlewell", "kettlewell"}, {"Larkin", "larkin"},           {"Merryweather", "merryweather"},
    {"Northcott", "northcott"},   {"Osgood", "osgood"},           {"Pennyfeather", "pennyfeather"},
    {"Quickfall", "quickfall"},   {"Rainford", "rainford"},       {"Summerhill", "summerhill"}};

std::string of_width(int number, std::size_t width) {
    auto text = std::to_string(number);
    return text.insert(0, width - std::min(width, text.size()), '0');
}

/// Puts behind `digits` what makes them valid. No tax office has a number that begins with 00.
std::string tin(const std::string& digits, std::size_t length) {
    const auto check_digits = length - digits.size();
    for (int check = 0;; ++check)
        if (auto number = digits + of_width(check, check_digits); partner::tin_valid(number)) return number;
}

}  // namespace

Person person(bool russian, Luck& luck) {
    if (!russian) {
        const auto& first = luck.one_of(english_names);
        const auto& last = luck.one_of(english_surnames);
        return {std::string(first.name) + " " + last.name, std::string(first.latin) + "." + last.latin};
    }
    const bool woman = luck.in(50);
    const auto& first = luck.one_of(woman ? russian_women : russian_men);
    const auto& last = luck.one_of(russian_surnames);
    const char *more = woman ? "а" : "", *latin = woman ? "a" : "";
    return {std::string(first.name) + " " + last.name + more,
            std::string(first.latin) + "." + last.latin + latin};
}

Company company(int number, Luck& luck) {
    const bool russian = number % 10 < 7;
    const auto& beginnings = russian ? russian_beginnings() : english_beginnings();
    const auto& endings = russian ? russian_endings() : english_endings();
    // A step that is prime to both lists, so that neighbours do not look alike.
    const auto place =
        static_cast<std::size_t>(number / 10 * (russian ? 7 : 3) + (russian ? number % 10 : number % 10 - 7));
    const auto all = beginnings.size() * endings.size();
    const auto mixed = place * 37 % all;
    const auto& first = beginnings[mixed % beginnings.size()];
    const auto& second = endings[mixed / beginnings.size()];
    const auto again = place / all;  // the list is through: a number behind the name
    const std::string numeral = again == 0 ? "" : (russian ? "-" : " ") + std::to_string(again + 1);
    Company made;
    made.russian = russian;
    made.domain = std::string(first.latin) + "-" + second.latin +
                  (again == 0 ? "" : std::to_string(again + 1)) + (russian ? ".example.org" : ".example.com");
    made.name = std::string(first.name) + second.name + numeral;
    const bool alone = russian && luck.in(8);
    made.name = !russian ? made.name + " LLC"
                         : (alone         ? "ИП «"
                            : luck.in(12) ? "АО «"
                                          : "ООО «") +
                               made.name + "»";
    made.tin = alone ? tin("00" + of_width(number, 8), 12) : tin("00" + of_width(number, 7), 10);
    return made;
}

}  // namespace waymark::sample
