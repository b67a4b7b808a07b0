// Random commands and list queries against the real service in rehearsal; every answer is compared with the
// model's. (I8)
#include "tests/model/model.hpp"

#include <cstdlib>
#include <gmock/gmock.h>
#include <iostream>
#include <random>

#include "tests/blackbox/client.hpp"
#include "tests/blackbox/daemon.hpp"

namespace waymark::model {
namespace {

using boost::json::object;

class Comparison {
  public:
    explicit Comparison(unsigned seed)
        : random_(seed),
          daemon_(folder_.path(),
                  {"--rehearsal", "--clock", "2026-02-01T09:00:00Z", "--mail-hold-ms", "3600000"}),
          client_(daemon_.port(), daemon_.admin_token()),
          model_(std::chrono::sys_days(std::chrono::year(2026) / 2 / 1)) {
        const auto person = client_.post(
            "/api/v1/persons",
            object{{"name", "All"}, {"roles", {"admin", "coordinator", "finance", "support", "auditor"}}});
        const auto token =
            client_.post("/api/v1/tokens", object{{"person", person.json().at("instance").at("id")}});
        client_ = blackbox::Client(daemon_.port(), std::string(token.json().at("token").as_string()));
    }

    void turn() {
        switch (below(12)) {
            case 0:
            case 1:
                create();
                break;
            case 2:
            case 3:
                toggle_debt();
                break;
            case 4:
            case 5:
                give_notice();
                break;
            case 6:
                on_notice("validate", "received", &Model::accept);
                break;
            case 7:
                on_notice("withdraw", below(2) == 0 ? "received" : "accepted", &Model::withdraw);
                break;
            case 8:
                on_notice("refuse", "received", &Model::refuse, object{{"reason", "NOT_A_NOTICE"}});
                break;
            case 9:
                advance();
                break;
            case 10:
                undo();
                break;
            default:
                break;
        }
        if (below(2) == 0)
            compare_list("partners", model_.partners,
                         one_of({"", "active", "quit_pending", "exited", "undone"}));
        else
            compare_list("notices", model_.notices,
                         one_of({"", "received", "accepted", "withdrawn", "refused", "executed", "undone"}));
        if (!last_touched_.empty()) compare_newest();
    }

  private:
    unsigned below(std::size_t most) {
        return std::uniform_int_distribution<unsigned>(0, static_cast<unsigned>(most) - 1)(random_);
    }
    std::string one_of(const std::vector<std::string>& words) { return words[below(words.size())]; }

    template <class Map, class Which>
    std::string any(const Map& map, Which which) {
        std::vector<std::string> ids;
        for (const auto& [id, each] : map)
            if (which(each)) ids.push_back(id);
        return ids.empty() ? "" : one_of(ids);
    }

    std::string expect_done(const blackbox::Reply& reply, const std::string& what) {
        EXPECT_THAT(reply.status, testing::AnyOf(200, 201)) << what << ": " << reply.body;
        const auto answer = reply.json();
        last_touched_ = std::string(answer.at("instance").at("id").as_string());
        last_workflow_ = std::string(answer.at("instance").at("workflow").as_string());
        last_record_ = boost::json::serialize(answer.at("record"));
        return last_touched_;
    }

    void create() {
        const auto id = expect_done(
            client_.post("/api/v1/partners", object{{"name", "P" + std::to_string(model_.partners.size())}}),
            "create");
        model_.partners[id] = {};
        model_.keep(last_record_, {id});
    }

    void toggle_debt() {
        const auto id = any(model_.partners, [](const Partner& partner) {
            return partner.state == "active" || partner.state == "quit_pending";
        });
        if (id.empty()) return;
        auto& partner = model_.partners[id];
        const char* event = partner.debt ? "debt.clear" : "debt.set";
        expect_done(
            client_.post("/api/v1/partners/" + id + "/events", object{{"event", event}, {"data", object{}}}),
            event);
        partner.debt = !partner.debt;
        model_.keep(last_record_, {id});
    }

    void give_notice() {
        const auto id = any(model_.partners, [](const Partner&) { return true; });
        if (id.empty()) return;
        const auto reply =
            client_.post("/api/v1/notices", object{{"partner", id}, {"sender", object{{"role", "owner"}}}});
        const auto& partner = model_.partners[id];
        if (partner.state == "active" && partner.notice.empty()) {
            const auto notice = expect_done(reply, "notice");
            model_.give_notice(id, notice);
            return model_.keep(last_record_, {id, notice});
        }
        EXPECT_EQ(reply.status, 409) << reply.body;
        last_touched_.clear();
    }

    void on_notice(const char* event, const std::string& state, void (Model::*then)(const std::string&),
                   const object& data = {}) {
        const auto id = any(model_.notices, [&](const Notice& notice) { return notice.state == state; });
        if (id.empty()) return;
        expect_done(
            client_.post("/api/v1/notices/" + id + "/events", object{{"event", event}, {"data", data}}),
            event);
        (model_.*then)(id);
        model_.keep(last_record_, {id, model_.notices[id].partner});
    }

    /// Anything of the last hour: what still stands is restored, all else refused.
    void undo() {
        const auto kept = model_.kept();
        if (kept.empty()) return;
        const auto record = one_of(kept);
        const auto reply = client_.post("/api/v1/commands/" + record + "/undo", object{});
        if (model_.can_undo(record)) {
            expect_done(reply, "undo of " + record);
            return model_.undo(record);
        }
        EXPECT_EQ(reply.status, 409) << reply.body;
        EXPECT_EQ(reply.json().at("code"), "undo-moved") << reply.body;
        last_touched_.clear();
    }

    void advance() {
        const auto days = static_cast<int>(below(20));
        const auto reply =
            client_.post("/api/v1/clock", object{{"advance_ms", std::int64_t{days} * 86'400'000}});
        ASSERT_EQ(reply.status, 200) << reply.body;
        model_.advance(std::chrono::days(days));
        last_touched_.clear();  // timers may have touched others since
    }

    template <class Map>
    void compare_list(const std::string& collection, const Map& map, const std::string& state) {
        std::vector<std::string> expected, got;
        for (const auto& [id, each] : map)
            if (state.empty() || each.state == state) expected.push_back(id);
        const bool descending = below(2) == 0;
        if (descending) std::ranges::reverse(expected);
        const auto limit = std::to_string(1 + below(60));
        const auto path = "/api/v1/" + collection + "?limit=" + limit +
                          "&sort=" + (descending ? "-created" : "created") +
                          (state.empty() ? "" : "&filter=state:" + state);
        for (std::string cursor;;) {
            const auto page = client_.get(path + (cursor.empty() ? "" : "&cursor=" + cursor)).json();
            EXPECT_EQ(page.at("total").to_number<std::size_t>(), expected.size()) << path;
            for (const auto& item : page.at("items").as_array()) {
                got.emplace_back(item.at("id").as_string());
                EXPECT_EQ(item.at("state").as_string(), map.at(got.back()).state);
            }
            if (page.at("next_cursor").is_null()) break;
            cursor = page.at("next_cursor").as_string();
        }
        EXPECT_EQ(got, expected) << path;
    }

    /// Right after a command its instance is the one that was updated last.
    void compare_newest() {
        const auto page = client_.get("/api/v1/" + last_workflow_ + "s?limit=5&sort=-updated").json();
        std::vector<std::uint64_t> records;
        std::vector<std::string> ids;
        for (const auto& item : page.at("items").as_array()) {
            records.push_back(item.at("record").to_number<std::uint64_t>());
            ids.emplace_back(item.at("id").as_string());
        }
        EXPECT_THAT(ids, testing::Contains(last_touched_));
        EXPECT_TRUE(std::ranges::is_sorted(records, std::greater{}));
    }

    std::mt19937 random_;
    TemporaryFolder folder_;
    blackbox::Daemon daemon_;
    blackbox::Client client_;
    Model model_;
    std::string last_touched_, last_workflow_, last_record_;
};

TEST(Model, NoQueryMissesAnAcknowledgedChange) {
    const unsigned seed = std::random_device{}();
    std::cout << "seed " << seed << std::endl;
    Comparison comparison(seed);
    const int turns = std::getenv("WAYMARK_LONG") != nullptr ? 20'000 : 2'000;
    for (int i = 0; i < turns && !testing::Test::HasFailure(); ++i) comparison.turn();
}

}  // namespace
}  // namespace waymark::model
