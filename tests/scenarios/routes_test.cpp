// Every route of the OpenAPI document × every role × an object of one's own, somebody else's, and none: what
// is answered, against a table written by hand. A route without an entry here fails; somebody else's object
// answers like one that does not exist, byte for byte but for its id. (I17)
#include <algorithm>
#include <fstream>
#include <functional>
#include <iterator>
#include <set>
#include <sstream>

#include "tests/scenarios/lifecycle.hpp"

namespace waymark::scenarios {
namespace {

using Set = std::set<std::string>;

Set words(const std::string& text) {
    std::istringstream stream(text);
    return {std::istream_iterator<std::string>(stream), {}};
}

const Set staff =
    words("admin auditor lead coordinator pam support support-lead architect customer-manager finance");
const Set of_partner = words("partner-owner partner-admin partner-accountant partner-editor partner-viewer");

struct Readers {
    const char *collection, *all, *own;  // own: of his own partner, assigned to him, or he himself
};
constexpr const char* team = "admin auditor lead coordinator pam";
constexpr std::array readers = {
    Readers{"partners", "admin auditor lead coordinator pam support support-lead finance",
            "partner-owner partner-admin partner-accountant partner-editor partner-viewer"},
    Readers{"specializations", team,
            "partner-owner partner-admin partner-accountant partner-editor partner-viewer"},
    Readers{"notices", "admin auditor lead coordinator pam support support-lead finance",
            "partner-owner partner-admin"},
    Readers{"applications", team, "partner-owner partner-admin architect"},
    Readers{"interviews", team, "partner-owner partner-admin architect"},
    Readers{"presales", "admin auditor lead coordinator pam customer-manager", "partner-owner partner-admin"},
    Readers{"revocations", team, ""},
    Readers{"windows", team, ""},
    Readers{"onboardings", team, "prospect"},
    Readers{"persons", "admin auditor", "*"},
    Readers{"agreements", "admin auditor lead coordinator pam finance",
            "partner-owner partner-admin partner-accountant partner-editor partner-viewer"},
    Readers{"employees", team, "partner-owner partner-admin"},
    Readers{"solutions", "admin auditor lead coordinator pam architect", "partner-owner partner-admin"},
    Readers{"plans", team, "partner-owner partner-admin"},
    Readers{"projects", "admin auditor lead coordinator pam architect", "partner-owner partner-admin"},
    Readers{"customers", "admin auditor lead coordinator pam finance",
            "partner-owner partner-admin partner-accountant partner-editor"},
    Readers{"subaccounts", "admin auditor lead coordinator pam finance",
            "partner-owner partner-admin partner-accountant partner-editor"},
    Readers{"scopes", "admin auditor lead coordinator pam finance",
            "partner-owner partner-admin partner-accountant partner-editor"},
    Readers{"invoices", "admin auditor lead coordinator pam finance",
            "partner-owner partner-admin partner-accountant"},
    Readers{"imports", "admin auditor lead coordinator pam finance", ""},
    Readers{"campaigns", team, ""},
    Readers{"invitations", team, "partner-owner partner-admin"},
    Readers{"benefits", team, "partner-owner partner-admin"},
    Readers{"editions", team, ""},
    Readers{"attachments", team, "partner-owner partner-admin architect"},  // of an application
};

/// Who makes one: by its own start (parent empty), or by an event to a parent. "-": nobody outside can.
struct Makers {
    const char *collection, *parent, *roles, *named = nullptr;  // the parent in the body, if otherwise
};
constexpr std::array makers = {
    Makers{"partners", "", "coordinator pam admin"},
    Makers{"persons", "", "admin"},
    Makers{"windows", "", ""},
    Makers{"interviews", "", "-"},
    Makers{"specializations", "", "-"},
    Makers{"notices", "partner", "support support-lead partner-owner partner-admin"},
    Makers{"applications", "partner", "partner-owner partner-admin pam"},
    Makers{"presales", "partner", "partner-owner partner-admin pam"},
    Makers{"revocations", "partner", "pam coordinator lead"},
    Makers{"onboardings", "person", "prospect partner-owner"},
    Makers{"agreements", "partner", "pam coordinator"},
    Makers{"employees", "partner", "partner-owner partner-admin pam coordinator"},
    Makers{"solutions", "partner", "partner-owner partner-admin pam"},
    Makers{"plans", "partner", "partner-owner partner-admin pam"},
    Makers{"projects", "partner", "partner-owner partner-admin pam"},
    Makers{"customers", "partner", "partner-owner partner-admin partner-editor pam coordinator"},
    Makers{"subaccounts", "customer", "partner-owner partner-admin partner-editor pam coordinator"},
    Makers{"scopes", "customer", "pam coordinator"},
    Makers{"invoices", "partner", "finance"},
    Makers{"imports", "", "finance admin pam coordinator"},
    Makers{"campaigns", "", "-"},
    Makers{"invitations", "", "-"},
    Makers{"benefits", "partner", "pam coordinator"},
    Makers{"editions", "", "coordinator lead"},
    Makers{"attachments", "application", "partner-owner partner-admin pam", "of"},
};

template <class Rows>
const typename Rows::value_type& row(const Rows& rows, const std::string& collection) {
    const auto found = std::ranges::find(rows, collection, &Rows::value_type::collection);
    if (found == rows.end()) throw std::runtime_error("write the collection " + collection + " down here");
    return *found;
}

enum class Whose { own, foreign, nobodys };
constexpr std::array every_whose = {Whose::own, Whose::foreign, Whose::nobodys};
const std::string absent = "0000000zzzzzz", no_record = "87654321";

bool reads(const std::string& role, const std::string& collection, Whose whose) {
    if (whose == Whose::nobodys) return false;
    const auto& known = row(readers, collection);
    if (words(known.all).contains(role)) return true;
    return whose == Whose::own && (std::string(known.own) == "*" || words(known.own).contains(role));
}

std::string code_of(const Reply& reply) {
    std::string text = std::to_string(reply.status);
    if (reply.status >= 400) text += " " + std::string(reply.json().at("code").as_string());
    return text;
}

std::string text_of(const std::string& path) {
    std::ifstream in(PROJECT_DIR + path);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string without(std::string text, const std::string& id) {
    for (auto at = text.find(id); at != std::string::npos; at = text.find(id))
        text.replace(at, id.size(), "ID");
    return text;
}

class RoutePolicy : public Lifecycle {
  protected:
    void SetUp() override {
        given("2026-03-02T09:00:00Z");
        for (const char* role : {"support-lead", "customer-manager", "finance"}) program->person(role, role);
        for (const char* who : {"prospect", "stranger"}) people[who] = program->person(who, "prospect");
        own_["partners"] = program->partner();
        foreign_["partners"] =
            id_in(post("coordinator", "partners",
                       {{"name", "Vasilek"}, {"agreement", {{"number", "P-2"}, {"date", "2024-06-03"}}}}));
        for (const auto& role : of_partner)
            people[role] = program->person(role, role, {{"partner", own_["partners"]}});
        people["other"] = program->person("other", "partner-owner", {{"partner", foreign_["partners"]}});
        fill(own_, "partner-owner", "prospect");
        fill(foreign_, "other", "stranger");
        done("coordinator", own_["interviews"], "schedule", slot("2026-03-10T09:00:00Z"));
        program->move_to("2026-04-02T09:00:00Z");
        for (auto* objects : {&own_, &foreign_}) {
            (*objects)["specializations"] =
                program->grant(program->ready_application((*objects)["partners"]));
            (*objects)["notices"] = program->give_notice((*objects)["partners"], {});
            (*objects)["windows"] = listed_by("auditor", "windows").front();
        }
        own_["imports"] = id_in(post("admin", "imports", {{"kind", "consumption"}, {"file", "march.csv"}}));
        own_["editions"] = id_in(
            post("lead", "editions",
                 {{"file", "r2.toml"}, {"text", text_of("/tests/workflows/partner/rulebook/r2.toml")}}));
        own_["campaigns"] = listed_by("auditor", "campaigns").front();
        program->move_to("2026-04-02T10:00:00Z");  // nothing can be undone any more
    }

    /// One of each collection, of one partner and one prospect.
    void fill(std::map<std::string, std::string>& objects, const std::string& owner,
              const std::string& prospect) {
        const auto partner = objects["partners"];
        objects["applications"] = in_interview(owner, partner);
        objects["interviews"] = interview_of(objects["applications"]);
        objects["presales"] = id_in(post("pam", "presales",
                                         {{"partner", partner},
                                          {"customer", object{{"name", "Customer"}}},
                                          {"customer_kind", "new"},
                                          {"request", "A pilot"}}));
        objects["revocations"] = id_in(post("pam", "revocations",
                                            {{"partner", partner},
                                             {"reason_code", "FALSE_DATA"},
                                             {"clause", "4.2"},
                                             {"evidence", "Ticket 17"}}));
        objects["onboardings"] =
            id_in(post(prospect, "onboardings", {{"person", people[prospect]}, {"company", "Prospect LLC"}}));
        objects["persons"] = people[owner];
        objects["customers"] = id_in(post("pam", "customers", {{"partner", partner}, {"name", "Customer"}}));
        objects["invoices"] = id_in(post("finance", "invoices",
                                         {{"partner", partner},
                                          {"number", "R-1"},
                                          {"month", "2026-02"},
                                          {"amount_kopecks", 120'000},
                                          {"issued_on", "2026-03-01"},
                                          {"due_on", "2026-03-15"}}));
        objects["attachments"] = attached(objects["applications"]);
        for (const char* recorded : {"agreements", "employees", "solutions", "plans"}) {
            const auto page =
                program->as("auditor").get("/api/v1/" + std::string(recorded) + "?partner=" + partner);
            objects[recorded] = page.json().at("items").at(0).at("id").as_string();
        }
    }

    /// Evidence that pam has attached; the service has looked it through.
    std::string attached(const std::string& application) {
        auto id = id_in(post(
            "pam", "attachments",
            {{"of", application}, {"kind", "evidence"}, {"file", "note.txt"}, {"media_type", "text/plain"}}));
        const auto path = "/api/v1/attachments/" + id;
        EXPECT_EQ(program->as("pam").put(path + "/parts/1", "abc", "application/octet-stream").status, 201U);
        done("pam", id, "complete",  // the example of FIPS 180-2
             {{"size", 3}, {"sha256", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}});
        while (program->state(id) == "checking") continue;
        EXPECT_EQ(program->state(id), "kept");
        return id;
    }

    /// Empty: the program above has none of them.
    std::string object_of(const std::string& role, const std::string& collection, Whose whose) {
        if (whose == Whose::nobodys) return absent;
        if (collection == "persons" && whose == Whose::own)
            return people.contains(role) ? people.at(role) : listed_by(role, "persons").front();
        auto& objects = whose == Whose::own ? own_ : foreign_;
        return objects.contains(collection) ? objects.at(collection) : std::string();
    }

    Reply ask(const std::string& role, const std::string& method, const std::string& path,
              const object& body = {}) {
        if (method == "PUT" && path.find("/attachments/") != std::string::npos)
            return program->as(role).put(path, "%PDF", "application/octet-stream");
        if (method == "PUT") return program->as(role).put_csv(path, "account,partner,service,month,amount\n");
        return method == "GET" ? program->as(role).get(path) : program->as(role).post(path, body);
    }

    using PathOf = std::function<std::string(const std::string& id)>;
    using BodyOf = std::function<object(const std::string& id)>;

    /// What is the collection's, one's own, somebody else's and nobody's: `known` if he may know of it, and
    /// else what nobody's is answered with.
    void expect(
        const std::string& role, const std::string& method, const std::string& collection, const PathOf& path,
        const BodyOf& body, const std::string& known,
        const PathOf& named = [](const std::string& id) { return id; }) {
        const auto of_none = ask(role, method, path(absent), body(absent));
        for (const auto whose : every_whose) {
            const auto id = object_of(role, collection, whose);
            if (id.empty()) continue;
            const auto reply = ask(role, method, path(id), body(id));
            SCOPED_TRACE(role + ": " + method + " " + path(id) + ", " +
                         (whose == Whose::own       ? "own"
                          : whose == Whose::foreign ? "foreign"
                                                    : "nobody's"));
            if (reads(role, collection, whose)) {
                EXPECT_THAT(known, testing::HasSubstr(code_of(reply))) << reply.body;
            } else {
                EXPECT_EQ(code_of(reply), "404 not-found") << reply.body;
                EXPECT_EQ(without(reply.body, named(id)), without(of_none.body, named(absent)));
            }
        }
    }
    void expect_plain(const std::string& role, const std::string& method, const std::string& path,
                      const std::string& known, const object& body = {}) {
        const auto reply = ask(role, method, path, body);
        EXPECT_EQ(code_of(reply), known) << role << ": " << method << " " << path << "\n" << reply.body;
    }

    void walk_collection(const std::string& role, const std::string& method, const std::string& base,
                         const std::string& rest);
    void walk_makers(const std::string& role, const std::string& collection);
    void walk_messages(const std::string& role, const std::string& method, bool retry);
    void walk_book(const std::string& role, const std::string& book);
    bool walk_service(const std::string& role, const std::string& route);

    std::map<std::string, std::string> own_, foreign_;  // by collection
};

/// "/api/v1/notices/{id}/why": base "notices", rest "/{id}/why".
void RoutePolicy::walk_collection(const std::string& role, const std::string& method, const std::string& base,
                                  const std::string& rest) {
    if (rest.empty() && method == "POST") return walk_makers(role, base);
    if (rest.empty()) {
        expect_plain(role, "GET", "/api/v1/" + base, "200");
        const auto ids = listed_by(role, base);
        for (const auto& [collection, id] : foreign_) {
            const bool listed = std::ranges::find(ids, id) != ids.end();
            if (base == "instances" || base == collection) {
                EXPECT_EQ(listed, reads(role, collection, Whose::foreign)) << role << " " << collection;
            }
        }
        return;
    }
    for (const auto& known : readers) {
        const std::string collection = known.collection;
        if (base != "instances" && base != collection) continue;
        const auto path = [&](const std::string& id) {
            return "/api/v1/" + base + "/" + id + (method == "PUT" ? "/parts/1" : rest.substr(5));
        };
        const auto body = [&](const std::string&) {
            return rest.ends_with("/events")    ? object{{"event", "no.such"}}
                   : rest.ends_with("/release") ? object{{"reason", "it is well"}}
                                                : object{};
        };
        const bool no_money =
            (rest.ends_with("/eligibility") && role.starts_with("support")) ||
            (rest.ends_with("/entitlements") &&
             words("support support-lead partner-accountant partner-editor partner-viewer").contains(role));
        const std::string answer = no_money          ? "403 role-missing"
                                   : method == "GET" ? "200"
                                   : method == "PUT" && base == "attachments"
                                       ? role == "pam" ? "409 slice-refused" : "403 role-missing"
                                   : method == "PUT" && (role == "admin" || role == "finance")
                                       ? "201, then 200"
                                   : method == "PUT"           ? "403 role-missing"
                                   : rest.ends_with("/events") ? "422 event-unknown"
                                   : role == "admin"           ? "409 event-not-possible"
                                                               : "403 role-missing";
        expect(role, method, collection, path, body, answer);
    }
}

void RoutePolicy::walk_makers(const std::string& role, const std::string& collection) {
    const auto& known = row(makers, collection);
    const bool may = words(known.roles).contains(role);
    const std::string path = "/api/v1/" + collection + "?dry_run=1";
    const std::string parent = known.parent;
    if (parent.empty()) {
        const std::string answer = std::string(known.roles) == "-" ? "422 event-unknown"
                                   : may                           ? "422 form-invalid"
                                                                   : "403 role-missing";
        return expect_plain(role, "POST", path, answer);
    }
    expect(
        role, "POST", parent + "s", [&](const std::string&) { return std::string(path); },
        [&](const std::string& id) {
            return object{{known.named == nullptr ? parent : known.named, id}};
        },
        may ? "422 form-invalid or 409 event-not-possible" : "403 role-missing");
}

/// Messages to the partner about its notice.
void RoutePolicy::walk_messages(const std::string& role, const std::string& method, bool retry) {
    const auto key_of = [&](const std::string& notice) {
        const auto page = program->as("auditor").get("/api/v1/outbox?instance=" + notice).json();
        if (page.as_object().contains("items"))
            for (const auto& message : page.at("items").as_array())
                if (message.at("audience") == "partner") return std::string(message.at("id").as_string());
        return notice + ".7.0";
    };
    const auto path = [&](const std::string& id) {
        return "/api/v1/outbox/" + (id == absent ? absent + ".7.0" : key_of(id)) + (retry ? "/retry" : "");
    };
    const bool mends = words("admin lead coordinator").contains(role);
    for (const auto whose : every_whose) {
        const auto id = object_of(role, "notices", whose);
        const auto reply = ask(role, method, path(id));
        const auto known = !reads(role, "notices", whose) ? "404 not-found"
                           : !retry                       ? "200"
                           : mends                        ? "200, then 409 event-not-possible"
                                                          : "403 role-missing";
        EXPECT_THAT(known, testing::HasSubstr(code_of(reply))) << role << " " << path(id);
        if (reply.status == 404) {
            const auto of_none = ask(role, method, path(absent));
            EXPECT_EQ(without(reply.body, path(id)), without(of_none.body, path(absent)));
        }
    }
}

void RoutePolicy::walk_book(const std::string& role, const std::string& book) {
    const bool all = words("admin auditor lead coordinator").contains(role);
    const bool outside = of_partner.contains(role);
    expect_plain(role, "GET", "/api/v1/" + book, all || outside ? "200" : "403 role-missing");
    for (const auto& known : readers)
        expect(
            role, "GET", known.collection,
            [&](const std::string& id) { return "/api/v1/" + book + "?instance=" + id; },
            [](const std::string&) { return object{}; }, "200");
    if (all) return;
    expect(
        role, "GET", "partners", [&](const std::string& id) { return "/api/v1/" + book + "?partner=" + id; },
        [](const std::string&) { return object{}; }, "200");
}

/// False: the route is not in the table.
bool RoutePolicy::walk_service(const std::string& role, const std::string& route) {
    const bool admin = role == "admin", inside = staff.contains(role);
    const std::string denied = "403 role-missing";
    const auto nothing = [](const std::string&) { return object{}; };
    if (route == "GET /healthz" || route == "GET /readyz" || route == "GET /metrics" ||
        route == "GET /api/v1/openapi.json" || route == "GET /api/v1/status" ||
        route == "GET /api/v1/worklist" || route == "GET /api/v1/clock")
        expect_plain(role, "GET", route.substr(4), "200");
    else if (route == "GET /api/v1/reports")
        expect_plain(role, "GET", "/api/v1/reports", "200");
    else if (route.starts_with("GET /api/v1/reports/"))
        expect_plain(role, "GET", route.substr(4), words(team).contains(role) ? "200" : denied);
    else if (route == "GET /api/v1/journal")
        expect_plain(role, "GET", "/api/v1/journal", admin || role == "auditor" ? "200" : denied);
    else if (route == "GET /api/v1/definitions" || route == "GET /api/v1/templates")
        expect_plain(role, "GET", route.substr(4), inside ? "200" : denied);
    else if (route == "GET /api/v1/definitions/{workflow}/{version}")
        expect_plain(role, "GET", "/api/v1/definitions/notice/1", inside ? "200" : denied);
    else if (route == "GET /api/v1/templates/{message}/preview" && !inside)
        expect_plain(role, "GET", "/api/v1/templates/quit.received/preview?partner=" + own_["partners"],
                     denied);
    else if (route == "GET /api/v1/templates/{message}/preview")
        expect(
            role, "GET", "partners",
            [](const std::string& id) { return "/api/v1/templates/quit.received/preview?partner=" + id; },
            nothing, "200");
    else if (route == "POST /api/v1/tokens")
        expect(
            role, "POST", "persons", [](const std::string&) { return "/api/v1/tokens?dry_run=1"; },
            [](const std::string& id) {
                return object{{"person", id}};
            },
            admin ? "200" : denied);
    else if (route == "POST /api/v1/clock")
        expect_plain(role, "POST", "/api/v1/clock?dry_run=1", admin ? "200" : denied, {{"advance_ms", 1}});
    else if (route == "POST /api/v1/resume")
        expect_plain(role, "POST", "/api/v1/resume", admin ? "409 event-not-possible" : denied,
                     {{"reason", "it is well"}});
    else if (route == "POST /api/v1/backups")
        expect_plain(role, "POST", "/api/v1/backups?dry_run=1", admin ? "200" : denied, {{"name", "copy"}});
    else if (route == "POST /api/v1/commands/{record}/undo") {
        const auto record = [&](const std::string& id) {
            return id == absent ? no_record : boost::json::serialize(program->instance(id).at("record"));
        };
        expect(
            role, "POST", "partners",
            [&](const std::string& id) { return "/api/v1/commands/" + record(id) + "/undo"; }, nothing,
            admin || role == "lead" || role == "support" ? "409 undo-too-late" : denied, record);
    } else if (route == "GET /api/v1/timers" || route == "GET /api/v1/outbox")
        walk_book(role, route.substr(12));
    else if (route == "GET /api/v1/outbox/{key}" || route == "POST /api/v1/outbox/{key}/retry")
        walk_messages(role, route.substr(0, route.find(' ')), route.ends_with("/retry"));
    else
        return false;
    return true;
}

TEST_P(RoutePolicy, EveryRouteForEveryRoleAndEverybodysObjects) {
    const auto document = boost::json::parse(program->as("admin").get("/api/v1/openapi.json").body);
    Set roles = staff;
    roles.insert(of_partner.begin(), of_partner.end());
    roles.insert("prospect");
    std::size_t walked = 0;
    for (const auto& [pattern, operations] : document.at("paths").as_object())
        for (const auto& [name, operation] : operations.as_object()) {
            const std::string method = name == "get" ? "GET" : name == "post" ? "POST" : "PUT";
            const std::string path(pattern), prefix = "/api/v1/";
            const auto base = path.substr(std::min(prefix.size(), path.size()));
            const auto collection = base.substr(0, base.find('/'));
            const bool of_instances =
                collection == "instances" ||
                std::ranges::find(readers, collection, &Readers::collection) != readers.end();
            for (const auto& role : roles) {
                if (of_instances)
                    walk_collection(role, method, collection, base.substr(collection.size()));
                else
                    ASSERT_TRUE(walk_service(role, method + " " + path))
                        << method << " " << path << " has no entry in this test: who may do what there?";
            }
            ++walked;
        }
    EXPECT_GT(walked, 60U);
}

TEST_P(RoutePolicy, NothingButHealthWithoutAToken) {
    const auto document = boost::json::parse(program->as("admin").get("/api/v1/openapi.json").body);
    const auto gone = program->person("gone", "admin");
    EXPECT_EQ(program->as("gone").get("/api/v1/journal").status, 200U);
    done("admin", gone, "leave");
    for (const auto& [pattern, operations] : document.at("paths").as_object())
        for (const auto& [name, operation] : operations.as_object()) {
            const std::string path(pattern);
            const bool open = !path.starts_with("/api/") || path == "/api/v1/openapi.json";
            EXPECT_EQ(ask("gone", name == "get" ? "GET" : "POST", path).status, open ? 200U : 401U) << path;
        }
}

INSTANTIATE_TEST_SUITE_P(Utc, RoutePolicy, testing::Values("UTC0"), zone_name);

}  // namespace
}  // namespace waymark::scenarios
