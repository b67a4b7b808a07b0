#include "tests/families/program.hpp"

#include "workflows/partner/program.hpp"

namespace waymark::families {

using states::Value;

namespace {

runtime::Settings patient() {
    runtime::Settings settings;
    settings.longest_silence = std::chrono::hours(24 * 3'650);  // weeks go by without anything
    return settings;
}

}  // namespace

void list_by(runtime::Program& program, std::function<Value(const runtime::Asking&)> find_out) {
    for (auto& source : program.errands)
        source.of = [of = source.of, find_out](const runtime::Instance& instance,
                                               const runtime::FindInstances& find) {
            auto errands = of(instance, find);
            for (auto& errand : errands)
                if (errand.event == "list.computed") errand.find_out = find_out;
            return errands;
        };
}

Program::Program(std::size_t partners) : world_({}, patient()) {
    world_.program = partner::partner_program();
    // What is known of partners is not the subject: mostly all is met, by what the partner and the day are.
    world_.program.facts = [judge = world_.program.facts](const runtime::FactQuestion& question) {
        if (question.fact != "eligibility") return judge(question);
        const auto days = std::chrono::floor<std::chrono::days>(question.at.time_since_epoch()).count();
        const auto chance = (question.instance.family.number * 7 + static_cast<std::uint64_t>(days)) % 8;
        const char* result = chance == 0 ? "unknown" : chance == 1 ? "fail" : "pass";
        return Value(Value::Object{
            {"version", "r1"},
            {"result", result},
            {"import", nullptr},
            {"review_on", nullptr},
            {"conditions",
             Value::Array{Value::Object{{"code", "C1"}, {"kind", "projects"}, {"result", result}}}}});
    };
    list_by(world_.program, [](const runtime::Asking&) {
        return Value(Value::Object{{"candidates", Value::Array{}},
                                   {"joined", Value::Array{}},
                                   {"left", Value::Array{}},
                                   {"left_out", Value::Object{}},
                                   {"import", nullptr}});
    });
    world_.staff = {{}, {}, {"admin", "auditor"}, {}};
    EXPECT_TRUE(world_.open().ok());
    for (const auto& row : world_.journal.definitions()) {
        auto chart = states::read_chart(row.source, row.workflow, *world_.program.functions);
        CHECK(chart.ok());
        definitions_[row.number] = {row.number, row.workflow, row.version,
                                    row.digest, row.source,   std::move(chart).value()};
    }
    watch_ = std::make_unique<Watch>(world_.journal,
                                     [this](std::uint32_t number) { return &definitions_.at(number); });
    const auto window = partner::shipped_rulebook().calendar.window_at(now());
    start({}, "window",
          Value::Object{{"opens_at", waymark::to_text(window.opens_at)},
                        {"ends_at", waymark::to_text(window.closes_at)}});
    for (std::size_t i = 0; i < staff; ++i) add_person({"pam", "coordinator", "lead", "support"});
    for (std::size_t i = 0; i < architects; ++i) add_person({"architect"});
    for (std::size_t i = 0; i < partners; ++i) add_partner();
    watch_->follow();
}

InstanceId Program::start(const runtime::Actor& who, const char* workflow, Value data) {
    const auto answer = world_.perform({who, runtime::Start{workflow, std::move(data), {}}, {}, {}, false});
    CHECK(answer.ok(), answer ? "" : answer.error().message);
    return answer->instance->id;
}

void Program::add_partner() {
    partners_.push_back(start(people_[0], "partner", Value::Object{{"name", "Partner"}}));
    add_person({"partner-owner"}, partners_.back());
}

void Program::add_person(std::vector<std::string> roles, InstanceId partner) {
    Value::Array names(roles.begin(), roles.end());
    Value::Object data{{"name", "Somebody"}, {"roles", std::move(names)}};
    if (roles[0] == "architect")
        data.emplace_back("competences",
                          Value::Array{"infrastructure", "devops", "data-platform", "security-compliance"});
    if (partner.number != 0) data.emplace_back("partner", runtime::to_text(partner));
    const auto id = start({{}, "t", {"admin"}, {}}, "person", std::move(data));
    people_.push_back({id, "t", std::move(roles), {partner.number}});
}

bool Program::perform(const Deed& deed) {
    pass_until(deed.at);
    if (deed.event.empty()) {
        add_partner();
        watch_->follow();
        return true;
    }
    const auto before = world_.journal.last().sequence;
    const auto target = watch_->instances()[deed.whom]->id;
    const auto answer =
        world_.perform({people_[deed.who], runtime::SendEvent{target, deed.event, deed.data}, {}, {}, false});
    watch_->follow();
    if (answer) return true;
    EXPECT_EQ(world_.journal.last().sequence, before) << "a refusal changes nothing";
    if (answer.error().message.find("is not yours to give") != std::string::npos) return false;
    EXPECT_THAT(answer.error().code, testing::AnyOf("event-not-possible", "role-missing", "not-found"))
        << deed.event << ": " << answer.error().message << states::to_json(answer.error().details);
    return false;
}

void Program::pass_until(Instant at) {
    world_.pass_until(at);
    watch_->follow();
}

void Program::down_until(Instant at, bool kill) {
    world_.settle();
    if (kill)
        world_.kill();
    else
        world_.close();
    world_.clock.set(at);
    ASSERT_TRUE(world_.open().ok());
    world_.settle();
    watch_->follow();
}

}  // namespace waymark::families
