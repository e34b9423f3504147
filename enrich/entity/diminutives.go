package entity

import "slices"

// diminutive reports that news calls a person of this given name so.
func diminutive(short, given string) bool { return slices.Contains(diminutives[short], given) }

// diminutives are what English-language news writes in place of a given name,
// with what it may be short for.
var diminutives = map[string][]string{
	"abe": {"abraham"}, "al": {"albert", "alan", "alfred"}, "alex": {"alexander", "alejandro", "alexandra", "alexei"}, "andy": {"andrew", "andrea"},
	"ben": {"benjamin"}, "bernie": {"bernard"}, "bill": {"william"}, "billy": {"william"}, "bob": {"robert"}, "bobby": {"robert"}, "brad": {"bradley"},
	"charlie": {"charles"}, "chris": {"christopher", "christian", "christine"}, "chuck": {"charles"}, "dan": {"daniel"}, "danny": {"daniel"}, "dave": {"david"},
	"debbie": {"deborah"}, "dick": {"richard"}, "don": {"donald"}, "doug": {"douglas"}, "ed": {"edward", "edwin", "edmund"}, "eddie": {"edward"}, "fred": {"frederick"},
	"gabe": {"gabriel"}, "gene": {"eugene"}, "greg": {"gregory"}, "hank": {"henry"}, "harry": {"harold", "henry"}, "jack": {"john"}, "jake": {"jacob"},
	"jeff": {"jeffrey", "geoffrey"}, "jerry": {"gerald", "jerome"}, "jim": {"james"}, "jimmy": {"james"}, "joe": {"joseph"}, "jon": {"jonathan"},
	"josh": {"joshua"}, "kate": {"katherine", "catherine"}, "kathy": {"katherine", "kathleen"}, "ken": {"kenneth"}, "kenny": {"kenneth"}, "larry": {"lawrence", "laurence"},
	"liz": {"elizabeth"}, "lou": {"louis"}, "manny": {"manuel"}, "matt": {"matthew"}, "max": {"maximilian", "maxwell"}, "mickey": {"michael"}, "mike": {"michael"}, "mitch": {"mitchell"},
	"nate": {"nathan", "nathaniel"}, "nick": {"nicholas", "nicolas"}, "pat": {"patrick", "patricia"}, "peggy": {"margaret"}, "pepe": {"jose"}, "pete": {"peter"},
	"phil": {"philip", "phillip"}, "rick": {"richard"}, "rob": {"robert"}, "ron": {"ronald"}, "sam": {"samuel", "samantha"}, "sandy": {"alexander", "sandra"},
	"steve": {"steven", "stephen"}, "stu": {"stuart"}, "sue": {"susan"}, "ted": {"edward", "theodore"}, "terry": {"terence", "terrence"}, "tim": {"timothy"}, "toby": {"tobias"},
	"tom": {"thomas"}, "tommy": {"thomas"}, "tony": {"anthony", "antonio"}, "vince": {"vincent"}, "walt": {"walter"}, "will": {"william"}, "zach": {"zachary"},
	"mohamed": {"mohammed"}, "muhammad": {"mohammed", "mohamed"}, "mohammad": {"mohammed", "mohamed", "muhammad"}, "volodymyr": {"vladimir"}, "aleksandr": {"alexander"}, "sergei": {"sergey"}, "aleksei": {"alexei", "alexey"}, "alexey": {"alexei"}, "dmitri": {"dmitry"}, "yevgeny": {"evgeny"}, "yury": {"yuri"},
}
