#include "daemon/sample/editions.hpp"

#include "states/check.hpp"
#include "workflows/partner/embedded.hpp"
#include "workflows/partner/program.hpp"

namespace waymark::sample {
namespace {

namespace json = boost::json;

void replace(std::string& text, std::string_view part, std::string_view by) {
    const auto at = text.find(part);
    CHECK(at != std::string::npos, "the shipped edition no longer says " + std::string(part));
    text.replace(at, part.size(), by);
}

/// The shipped one with a higher limit of training grants, from the first day of a year.
std::string edition_of(const std::string& year) {
    std::string text(partner::embedded::r1_toml);
    replace(text, "version = \"r1\"", "version = \"r" + year + "\"");
    replace(text, "from = 2025-01-01", "from = " + year + "-01-01");
    replace(text, "yearly_limit_roubles = \"150 000.00\"", "yearly_limit_roubles = \"200 000.00\"");
    return text;
}

class Team {
  public:
    Team(Connection& connection, const std::map<std::string, std::string>& tokens)
        : connection_(connection), tokens_(tokens) {}

    std::string draft(const std::string& year) {
        const auto file = "rules-" + year + ".toml";
        const auto made = connection_.post(tokens_.at("coordinator"), "/api/v1/editions",
                                           json::object{{"file", file}, {"text", edition_of(year)}}, file);
        return made.at("instance").at("id").as_string().c_str();
    }
    std::string proposed(const std::string& year) {
        auto id = draft(year);
        send("coordinator", id, "propose");
        return id;
    }
    void send(const std::string& who, const std::string& id, const char* event, json::object data = {}) {
        json::object body{{"event", event}};
        if (!data.empty()) body["data"] = std::move(data);
        connection_.post(tokens_.at(who), "/api/v1/editions/" + id + "/events", body, id + event);
    }
    void publish(const std::string& id) {
        const auto effect =
            connection_.get(tokens_.at("lead-1"), "/api/v1/editions/" + id + "/effect").at("counts");
        send("lead-1", id, "publish",
             {{"seen",
               {{"gains", effect.at("gains")},
                {"loses", effect.at("loses")},
                {"unknown", effect.at("unknown")}}}});
    }

  private:
    Connection& connection_;
    const std::map<std::string, std::string>& tokens_;
};

}  // namespace

void leave_editions(Connection& connection, const std::map<std::string, std::string>& tokens, Instant now) {
    const auto this_year =
        std::stoi(partner::to_text(partner::shipped_rulebook().calendar.date_of(now)).substr(0, 4));
    const auto year = [&](int after) { return std::to_string(this_year + after); };
    Team team(connection, tokens);
    team.publish(team.proposed(year(1)));
    team.proposed(year(2));
    team.draft(year(3));
    team.send("lead-2", team.proposed(year(4)), "decline", {{"reason", "Слишком рано."}});
    team.send("coordinator", team.proposed(year(5)), "withdraw");
}

}  // namespace waymark::sample
