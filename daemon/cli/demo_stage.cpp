#include "daemon/cli/demo_stage.hpp"

#include <algorithm>
#include <array>
#include <unistd.h>

#include "daemon/cli/assignments.hpp"
#include "states/check.hpp"

namespace waymark::cli {
namespace {

/// As a shell needs it.
std::string quoted(const std::string& word) {
    if (word.find_first_of(" '\"[]{}«»;&()") == std::string::npos) return word;
    const auto equals = word.find('=');
    const auto name = equals == std::string::npos ? std::string() : word.substr(0, equals + 1);
    return name + "'" + word.substr(name.size()) + "'";
}

/// Audiences as people call them.
const std::map<std::string, Both>& audiences() {
    static const std::map<std::string, Both> all = {
        {"partner", {"the partner", "партнёр"}},
        {"prospect", {"the prospect", "будущий партнёр"}},
        {"pam", {"its account manager", "менеджер партнёра"}},
        {"lead", {"the lead", "руководитель"}},
        {"team", {"the team", "команда"}},
        {"support", {"support", "поддержка"}},
        {"finance", {"finance", "финансы"}},
        {"marketing", {"marketing", "маркетинг"}},
        {"coordinator", {"the coordinator", "координатор"}},
        {"architect", {"the architect", "архитектор"}},
        {"customer-manager", {"the customer managers", "менеджеры заказчиков"}},
    };
    return all;
}

std::string minute(const Session& session, const std::string& instant) {
    return session.speech.instant(instant).substr(0, std::string_view("2026-04-01 00:00").size());
}

constexpr const char* indent = "    ";

}  // namespace

DemoStage::DemoStage(const Session& session, bool pauses, std::string server, const std::string& admin_token)
    : session_(session),
      russian_(session.speech.language == "ru"),
      pauses_(pauses),
      colours_(::isatty(STDOUT_FILENO) == 1),
      server_(std::move(server)) {
    clients_.try_emplace("admin", server_, admin_token, session.speech);
    const auto definitions = get("/api/v1/definitions");
    for (const auto& definition : definitions.at("items").as_array()) {
        const auto workflow = plain(definition, "workflow");
        titles_[workflow] = session.speech.text(definition.at("title"));
        for (const auto& event : definition.at("events").as_array())
            titles_[workflow + "/" + plain(event, "event")] = session.speech.text(event.at("title"));
    }
}

std::string DemoStage::in_language(const Both& text) const { return russian_ ? text.russian : text.english; }

std::string DemoStage::person(const std::string& login, const Both& name, const std::string& role,
                              boost::json::array more_roles, boost::json::array competences) {
    const auto& admin = clients_.at("admin");
    more_roles.emplace_back(role);
    boost::json::object body{{"name", in_language(name)},
                             {"email", login + "@people.example.org"},
                             {"roles", std::move(more_roles)}};
    if (!competences.empty()) body["competences"] = std::move(competences);
    auto id = plain(admin.post("/api/v1/persons", body).at("instance"), "id");
    const auto token = admin.post("/api/v1/tokens", boost::json::object{{"person", id}});
    clients_.try_emplace(login, server_, plain(token, "token"), session_.speech);
    return id;
}

void DemoStage::follow(const std::string& family) { family_ = family; }

void DemoStage::chapter(const Both& title) {
    const auto heading = std::to_string(++chapters_) + ". " + in_language(title);
    std::cout << '\n'
              << (colours_ ? "\033[1m" : "") << "── " << heading << " ──" << (colours_ ? "\033[0m" : "")
              << "\n\n";
}

void DemoStage::say(const Both& text) { std::cout << in_language(text) << "\n\n"; }

void DemoStage::prompt(const std::string& login, const std::vector<std::string>& words) const {
    constexpr std::size_t width = 110;
    std::string line = login + "$ waymark";
    std::cout << (colours_ ? "\033[36m" : "");
    for (const auto& word : words) {
        if (line.size() + word.size() > width) {
            std::cout << "  " << line << " \\\n";
            line = "     ";
        }
        line += " " + quoted(word);
    }
    std::cout << "  " << line << (colours_ ? "\033[0m" : "") << '\n';
}

boost::json::value DemoStage::perform(const std::string& login, const std::vector<std::string>& words) const {
    const auto& client = clients_.at(login);
    const auto collection = "/api/v1/" + words.at(0) + "s";
    if (words.at(1) == "create")
        return client.post(collection, read_assignments({words.begin() + 2, words.end()}));
    CHECK(words.at(1) == "send" && words.size() >= 4, words.at(1));
    return client.post(collection + "/" + words.at(2) + "/events",
                       boost::json::object{{"event", words.at(3)},
                                           {"data", read_assignments({words.begin() + 4, words.end()})}});
}

void DemoStage::show_moved(const boost::json::value& answer) const {
    for (const auto& touched : answer.at("touched").as_array()) {
        const auto workflow = plain(touched, "workflow");
        if (workflow == "person") continue;
        const auto instance = get("/api/v1/instances/" + plain(touched, "id"));
        const auto state = session_.speech.text(instance.at("title"));
        std::cout << indent << titles_.at(workflow) << ": "
                  << (state.empty() ? plain(touched, "state") : state) << '\n';
    }
}

void DemoStage::show_told() {
    const auto page = get("/api/v1/outbox?limit=200&sort=created&partner=" + family_);
    std::vector<std::pair<std::string, std::vector<std::string>>> letters;  // one of a minute, and to whom
    for (const auto& row : page.at("items").as_array()) {
        if (!told_.insert(plain(row, "id")).second || plain(row, "state") == "suppressed") continue;
        const auto letter = minute(session_, plain(row, "at")) + "  " + plain(row, "message");
        auto found = std::ranges::find(letters, letter, &decltype(letters)::value_type::first);
        if (found == letters.end()) found = letters.insert(found, {letter, {}});
        const auto audience = plain(row, "audience");
        const auto known = audiences().find(audience);
        const auto whom = known == audiences().end() ? audience : in_language(known->second);
        if (std::ranges::find(found->second, whom) == found->second.end()) found->second.push_back(whom);
    }
    for (const auto& [letter, to] : letters) {
        std::cout << indent << (russian_ ? "письмо  " : "letter  ") << letter
                  << (russian_ ? "  кому: " : "  to: ");
        for (const auto& whom : to) std::cout << (&whom == &to.front() ? "" : ", ") << whom;
        std::cout << '\n';
    }
}

std::string DemoStage::title_of(const std::string& workflow, const std::string& event) const {
    const auto title = titles_.find(workflow + "/" + event);
    return title == titles_.end() ? event : title->second;
}

void DemoStage::show_next() const {
    const auto timers = get("/api/v1/timers?limit=1&partner=" + family_).at("items").as_array();
    std::cout << indent << (russian_ ? "дальше  " : "next    ");
    if (timers.empty()) {
        std::cout << (russian_ ? "само ничего не произойдёт: ход за людьми\n"
                               : "nothing by itself: it is for people to act\n");
        return;
    }
    const auto workflow = plain(get("/api/v1/instances/" + plain(timers.front(), "instance")), "workflow");
    std::cout << minute(session_, plain(timers.front(), "due")) << "  "
              << title_of(workflow, plain(timers.front(), "event")) << " (" << titles_.at(workflow) << ")\n";
}

std::string DemoStage::type(const std::string& login, const std::vector<std::string>& words) {
    prompt(login, words);
    const auto answer = perform(login, words);
    show_moved(answer);
    show_told();
    show_next();
    pause();
    return plain(answer.at("instance"), "id");
}

void DemoStage::try_in_vain(const std::string& login, const std::vector<std::string>& words) {
    prompt(login, words);
    try {
        perform(login, words);
    } catch (const Failure& refusal) {
        std::string text = refusal.what();
        // The detail is English; the reasons behind it are in the newcomer's language.
        if (const auto end = text.find('\n'); russian_ && std::ranges::count(text, '\n') > 1)
            text = text.substr(text.find_first_not_of(" \n", end));
        std::cout << indent;
        for (const char c : text) std::cout << c << (c == '\n' ? indent : "");
        std::cout << '\n';
        return pause();
    }
    CHECK(false, words.at(0) + " " + words.at(1) + " was not refused");
}

void DemoStage::until(const std::string& to) {
    prompt("admin", {"clock", "advance", "--to", to});
    const auto day = start_of_day(to);
    const auto moved =
        clients_.at("admin").post("/api/v1/clock", boost::json::object{{"to", day ? to_text(*day) : to}});
    std::cout << indent << (russian_ ? "часы    " : "clock   ") << minute(session_, plain(moved, "now"))
              << '\n';
    show_told();
    show_next();
    pause();
}

void DemoStage::look(const std::vector<std::string>& words, const std::function<void()>& print) {
    prompt("admin", words);
    print();
    pause();
}

std::string DemoStage::newest(const std::string& workflow) const {
    return plain(get("/api/v1/" + workflow + "s?limit=1&sort=-created&partner=" + family_).at("items").at(0),
                 "id");
}

void DemoStage::pause() {
    std::cout << '\n' << std::flush;
    if (!pauses_) return;
    std::cout << "    … Enter" << std::flush;
    for (std::array<char, 1> byte{};;) {
        const auto got = ::read(STDIN_FILENO, byte.data(), byte.size());
        if (got < 0) throw Failure(130, russian_ ? "\nДо встречи." : "\nSee you.");
        if (got == 0 || byte.front() == '\n') break;
    }
    std::cout << (colours_ ? "\033[1A\033[2K\033[1A" : "\n") << std::flush;
}

}  // namespace waymark::cli
