#include "tests/house/shape.hpp"

#include <gmock/gmock.h>

namespace waymark::house {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

TEST(Shape, EveryFileIsInShape) {
    for (const Source& source : sources()) EXPECT_THAT(misshapen(source), IsEmpty());
}

TEST(Shape, AFileHasAtMostFiveHundredLines) {
    std::string text;
    for (int i = 0; i < 500; ++i) text += "int a;\n";
    EXPECT_THAT(misshapen({"states/a.cpp", text}), IsEmpty());
    EXPECT_THAT(misshapen({"states/a.cpp", text + "int a;\n"}), SizeIs(1));
}

TEST(Shape, AHeaderSaysWhatItIs) {
    EXPECT_THAT(misshapen({"states/a.hpp", "// A sample.\n#pragma once\n"}), IsEmpty());
    EXPECT_THAT(misshapen({"states/a.hpp", "\n#pragma once\n"}), SizeIs(1));
    EXPECT_THAT(misshapen({"states/a.hpp", "// A sample.\n"}), SizeIs(1));
}

TEST(Shape, NamesSaySomething) {
    EXPECT_THAT(misshapen({"states/a.cpp", "class TimerManager {};\n"}), SizeIs(1));
    EXPECT_THAT(misshapen({"states/a.cpp", "struct Impl;\n"}), SizeIs(1));
    EXPECT_THAT(misshapen({"states/a.cpp", "class Timer {};  // no class Manager\n"}), IsEmpty());
}

TEST(Shape, NothingIsLeftForLater) {
    EXPECT_THAT(misshapen({"states/a.cpp", "int a;  // TODO: more\n"}), SizeIs(1));
}

}  // namespace
}  // namespace waymark::house
