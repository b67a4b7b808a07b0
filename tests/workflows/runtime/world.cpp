#include "tests/workflows/runtime/world.hpp"

namespace waymark::runtime {

World::World(std::vector<Program::Document> documents, Settings so)
    : settings(so),
      clock(instant("2026-03-02T09:00:00Z")),
      writer(clock),
      projector(clock),
      letters(clock),
      slow(clock) {
    program.documents = std::move(documents);
    program.functions = &functions;
    program.rulebook = "r1";
    program.may_read = [](const Actor& actor, std::string_view, FamilyId family, InstanceId) {
        return actor.partner.number == 0 || actor.partner == family;
    };
    program.may_read_book = [](const Actor& actor, std::string_view) { return actor.partner.number == 0; };
    program.may_operate = [](const Actor& actor, std::string_view) { return actor.has_role("staff"); };
}

World::~World() { kill(); }

Done World::open(const std::string& restored) {
    service = std::make_unique<Service>(ports(), program, settings);
    return service->open(restored);
}

Ports World::ports() {
    return {clock, writer, projector, slow, journal, projections, MailPorts{mail, letters, randomness}};
}

void World::write_letters() {
    program.recipients = [](const OutboxRow& row, Inquiry&) -> Result<std::vector<Recipient>> {
        return std::vector<Recipient>{{row.notification.audience, {}}};
    };
    program.letter = [](const OutboxRow& row, const std::string& recipient, Inquiry&) -> Result<Letter> {
        Letter letter;
        letter.address = recipient + "@example.org";
        letter.subject = row.notification.message;
        return letter;
    };
}

void World::close() {
    service->close();
    kill();
}

void World::kill() {
    writer.drop();
    projector.drop();
    letters.drop();
    slow.drop();
    service.reset();
}

void World::settle() {
    while (writer.run_all() + projector.run_all() + letters.run_all() + slow.run_all() > 0) {
    }
}

void World::pass_until(Instant at) {
    const auto next = [this] { return std::min(writer.alarm_at(), letters.alarm_at()); };
    for (settle(); next() <= at; settle()) clock.set(std::max(next(), clock.wall()));
    clock.set(at);
    settle();
}

Result<Answer> World::perform(Command command) {
    std::optional<Result<Answer>> answered;
    service->submit(std::move(command), [&](Result<Answer> answer) { answered = std::move(answer); });
    while (!answered) CHECK(writer.run_one() || projector.run_one(), "nobody answers");
    return std::move(*answered);
}

Result<Answer> World::start(std::string workflow, states::Value data, std::string key) {
    return perform({staff, Start{std::move(workflow), std::move(data), std::move(key)}, {}, {}, false});
}

Result<Answer> World::send(InstanceId instance, std::string event, states::Value data) {
    return perform({staff, SendEvent{instance, std::move(event), std::move(data)}, {}, {}, false});
}

InstanceId World::started(std::string workflow, states::Value data) {
    const auto answer = start(std::move(workflow), std::move(data));
    EXPECT_TRUE(answer.ok()) << (answer ? "" : answer.error().message);
    return answer ? answer->instance->id : InstanceId{};
}

InstancePtr World::member(InstanceId root, std::string_view workflow) {
    InstanceQuery query;
    query.workflow = workflow;
    query.family = family_rooted_at(root);
    const auto page = service->instances(staff, query, 10);
    EXPECT_TRUE(page.ok());
    EXPECT_EQ(page->rows.size(), 1u);
    return page->rows.empty() ? at(root) : page->rows.front();
}

InstancePtr World::at(InstanceId id) {
    const auto found = service->instance(staff, id);
    CHECK(found.ok());
    return *found;
}

std::string World::state_of(InstanceId id) { return std::string(principal_state(*at(id))); }

states::Value World::datum_of(InstanceId id, std::string_view name) {
    const auto instance = at(id);
    return states::datum(*instance->definition->chart, instance->state, name);
}

std::vector<Record> World::records() {
    std::vector<Record> records;
    journal.scan(1, [&](const EncodedRecord& encoded) {
        auto record = decode_record(encoded.bytes);
        EXPECT_TRUE(record.ok());
        if (record) records.push_back(std::move(record).value());
        return true;
    });
    return records;
}

std::vector<OutboxRow> World::outbox() {
    const auto page = service->outbox(staff, {}, 1'000);
    EXPECT_TRUE(page.ok());
    return page ? page->rows : std::vector<OutboxRow>{};
}

IdempotencyKey key_of(std::uint8_t key, std::uint8_t body) {
    IdempotencyKey made;
    made.key.fill(key);
    made.body.fill(body);
    return made;
}

Instant instant(std::string_view text) {
    const auto parsed = parse_instant(text);
    CHECK(parsed.has_value());
    return *parsed;
}

}  // namespace waymark::runtime
