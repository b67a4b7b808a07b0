#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fstream>
#include <stdexcept>
#include <vector>

#include "adapters/clock/system_clock.hpp"
#include "tests/bench/measures.hpp"
#include "tests/blackbox/client.hpp"
#include "tests/blackbox/daemon.hpp"

namespace waymark::bench {
namespace {

using boost::json::object;

constexpr std::array technologies = {"infrastructure", "devops", "data-platform", "security-compliance"};
constexpr int employees = 4, months = 12;

/// A daemon with partners that have something of everything that conditions ask for.
class Town {
  public:
    explicit Town(std::size_t partners, std::vector<std::string> options = {})
        : daemon_(folder_.path() / "data", std::move(options)), client_(daemon_.port(), [this] {
              blackbox::Client admin(daemon_.port(), daemon_.admin_token());
              const auto person = created(
                  admin.post("/api/v1/persons",
                             object{{"name", "Bench"}, {"roles", {"coordinator", "finance", "pam"}}}));
              token_ = std::string(
                  must(admin.post("/api/v1/tokens", object{{"person", person}})).at("token").as_string());
              return token_;
          }()) {
        for (std::size_t i = 0; i < partners; ++i) add_partner();
        import_consumption();
    }

    [[nodiscard]] const std::vector<std::string>& partners() const { return partners_; }
    boost::json::value ask(const std::string& path) { return must(client_.get("/api/v1/" + path)); }
    void send(const char* collection, const std::string& id, const char* event, object data = {}) {
        (void)must(client_.post(fmt::format("/api/v1/{}/{}/events", collection, id),
                                object{{"event", event}, {"data", std::move(data)}}));
    }
    void move_to(const char* instant) {
        blackbox::Client admin(daemon_.port(), daemon_.admin_token());
        (void)must(admin.post("/api/v1/clock", object{{"to", instant}}));
    }

  private:
    static boost::json::value must(const blackbox::Reply& reply) {
        if (reply.status != 200 && reply.status != 201 && reply.status != 202)
            throw std::runtime_error(reply.body);
        return reply.json();
    }
    static std::string created(const blackbox::Reply& reply) {
        return std::string(must(reply).at("instance").at("id").as_string());
    }
    std::string add(const char* collection, object of) {
        return created(client_.post(std::string("/api/v1/") + collection, of));
    }
    void add_partner() {
        const auto partner = add("partners", {{"name", "Partner"}});
        add("agreements", {{"partner", partner}, {"number", "1"}, {"date", "2025-01-15"}});
        for (int i = 0; i < employees; ++i) {
            const auto employee =
                add("employees", {{"partner", partner}, {"name", "Somebody"}, {"from", "2025-01-15"}});
            for (const char* code : {"cse", "cip"})
                send("employees", employee, "certificate.add",
                     {{"code", code}, {"trained_on", "2026-01-10"}, {"certified_on", "2026-01-20"}});
        }
        for (const char* technology : technologies) {
            const auto solution = add("solutions", {{"partner", partner},
                                                    {"technology", technology},
                                                    {"title", "Shop"},
                                                    {"implemented_on", "2026-01-15"}});
            send("solutions", solution, "verify");
            const auto plan = add(
                "plans", {{"partner", partner}, {"technology", technology}, {"document", "In the folder."}});
            send("plans", plan, "approve");
        }
        partners_.push_back(partner);
    }

    void import_consumption() {
        std::string csv = "account,partner,service,month,amount\n";
        std::size_t rows = 0;
        for (const auto& partner : partners_)
            for (int month = 1; month <= months; ++month)
                for (const char* service : {"compute", "managed-kubernetes", "managed-clickhouse"}) {
                    csv += fmt::format("account-{0},{0},{1},{2}\n", partner, service,
                                       fmt::format("2025-{:02},100000.00", month));
                    ++rows;
                }
        std::ofstream(folder_.file("consumption.csv")) << csv;
        std::ofstream(folder_.file("token")) << token_;
        const auto done = blackbox::run_waymark(
            {"import", "consumption", folder_.file("consumption.csv"), "--publish", "--rows",
             std::to_string(rows), "--total", fmt::format("{}.00", rows * 100'000)},
            {{"WAYMARK_SERVER", daemon_.server()}, {"WAYMARK_TOKEN_FILE", folder_.file("token")}});
        if (done.exit_code != 0) throw std::runtime_error(done.err);
    }

    TemporaryFolder folder_;
    blackbox::Daemon daemon_;
    std::string token_;
    blackbox::Client client_;
    std::vector<std::string> partners_;
};

}  // namespace

struct Judging::Parts {
    explicit Parts(std::size_t partners) : town(partners) {}
    Town town;
    std::size_t next = 0;
};

Judging::Judging(std::size_t partners) : parts_(std::make_unique<Parts>(partners)) {}
Judging::~Judging() = default;

double Judging::all() {
    const clock::SystemClock clock;
    const auto start = clock.boottime();
    (void)parts_->town.ask("reports/nearly-ready");
    return static_cast<double>((clock.boottime() - start).count()) / 1e6;
}

double Judging::one() {
    const clock::SystemClock clock;
    const auto& partners = parts_->town.partners();
    std::vector<double> times;
    for (int i = 0; i < 501; ++i) {
        const auto path = "partners/" + partners[parts_->next++ * 7'919 % partners.size()] + "/eligibility";
        const auto start = clock.boottime();
        (void)parts_->town.ask(path);
        times.push_back(static_cast<double>((clock.boottime() - start).count()));
    }
    std::ranges::nth_element(times, times.begin() + 250);
    return times[250];
}

struct Listing::Parts {
    explicit Parts(std::size_t partners)
        : town(partners, {"--rehearsal", "--clock", "2026-02-01T09:00:00Z"}) {
        town.move_to("2026-03-01T21:00:00Z");
        campaign = town.ask("campaigns").at("items").at(0).at("id").as_string();
    }
    Town town;
    std::string campaign;
};

Listing::Listing(std::size_t partners) : parts_(std::make_unique<Parts>(partners)) {}
Listing::~Listing() = default;

Listing::Listed Listing::run() {
    const clock::SystemClock clock;
    auto& [town, campaign] = *parts_;
    const auto start = clock.boottime();
    const auto seconds_since = [&](std::chrono::microseconds begun) {
        return static_cast<double>((clock.boottime() - begun).count()) / 1e6;
    };
    town.send("campaigns", campaign, "list.refresh");
    Listed listed;
    unsigned events = 0;
    do {
        const auto sent = clock.boottime();
        town.send("partners", town.partners().front(), events++ % 2 == 0 ? "debt.set" : "debt.clear");
        listed.longest_ms = std::max(listed.longest_ms, seconds_since(sent) * 1e3);
    } while (events % 2 == 1 || town.ask("campaigns/" + campaign).at("state").as_string() != "computed");
    listed.seconds = seconds_since(start);
    return listed;
}

}  // namespace waymark::bench
